package dev.pushbench.loadgen.limits;

/**
 * One fact about this machine, and what it means for a measurement.
 *
 * @param name of the fact; a sysctl has its own name
 * @param level how good that is
 * @param value as the system says it, or "unknown"
 * @param meaning what it allows or spoils; one line, or empty
 * @param remedy what to do about it; one line, or empty where nothing has to be done
 */
public record Finding(String name, Level level, String value, String meaning, String remedy) {

    /** How good a fact is. */
    public enum Level {
        OK("ok"),
        /** Good enough for small runs. */
        NOTE("note"),
        /** Spoils figures, or makes usual runs impossible. */
        WARNING("warning"),
        /** It cannot be read here. */
        UNKNOWN("unknown");

        private final String label;

        Level(String label) {
            this.label = label;
        }

        /** How it is printed. */
        public String label() {
            return label;
        }
    }

    static Finding ok(String name, Object value, String meaning) {
        return new Finding(name, Level.OK, String.valueOf(value), meaning, "");
    }

    static Finding unknown(String name, String why) {
        return new Finding(name, Level.UNKNOWN, "unknown", why, "");
    }

    /** The same with another judgement. */
    Finding but(Level worse, String remedyInOneLine) {
        return new Finding(name, worse, value, meaning, remedyInOneLine);
    }
}
