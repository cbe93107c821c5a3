package dev.pushbench.loadgen.transport;

/** Makes what a peer said fit to print in one line. */
final class Detail {

    private static final int MAX_CHARS = 200;

    private Detail() {}

    /** Without control characters, which could play tricks on a terminal, and not endless. */
    static String clean(String fromPeer) {
        if (fromPeer == null) {
            return "";
        }
        String shown = fromPeer.length() > MAX_CHARS ? fromPeer.substring(0, MAX_CHARS) + "…" : fromPeer;
        StringBuilder clean = new StringBuilder(shown.length());
        shown.codePoints().forEach(c -> clean.appendCodePoint(Character.isISOControl(c) ? '?' : c));
        return clean.toString();
    }
}
