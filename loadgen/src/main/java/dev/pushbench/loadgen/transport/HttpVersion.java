package dev.pushbench.loadgen.transport;

/** The HTTP versions a cell can run over. HTTP/3 is to come. */
public enum HttpVersion {
    HTTP_1_1("1.1"),
    HTTP_2("2");

    private final String label;

    HttpVersion(String label) {
        this.label = label;
    }

    /** As the command line and cell names write it: {@code 1.1} or {@code 2}. */
    public String label() {
        return label;
    }

    /** @throws IllegalArgumentException if no version is written so */
    public static HttpVersion of(String label) {
        for (HttpVersion version : values()) {
            if (version.label.equals(label)) {
                return version;
            }
        }
        throw new IllegalArgumentException("--http " + label + ": must be 1.1 or 2");
    }
}
