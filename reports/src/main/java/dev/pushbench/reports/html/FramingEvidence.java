package dev.pushbench.reports.html;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The framing bytes that a file has of one kind of message, over a range of payloads in which the standard wants as many of
 * them.
 */
final class FramingEvidence {

    private final MessageKind kind;
    private final long from;
    private final long to;
    private final Set<Double> payloads = new HashSet<>();
    private final SortedSet<Double> measured = new TreeSet<>();

    /** @param to included; {@link Long#MAX_VALUE} for no end */
    FramingEvidence(MessageKind kind, long from, long to, List<JmhMeasurement> measurements) {
        this.kind = kind;
        this.from = from;
        this.to = to;
        measurements.stream()
                .filter(each -> each.framing() != null && each.payload() != null)
                .filter(each -> each.payload() >= from && each.payload() <= to)
                .filter(each -> MessageKind.of(each).filter(kind::equals).isPresent())
                .forEach(each -> {
                    payloads.add(each.payload());
                    measured.add(each.framing().score());
                });
    }

    MessageKind kind() {
        return kind;
    }

    /** What the standard allows. */
    String allowed() {
        long least = kind.least(from);
        long most = kind.most(from);
        return least == most ? Figures.count(least) : least + "–" + most;
    }

    boolean isMeasured() {
        return !measured.isEmpty();
    }

    /** Where it was measured. */
    double least() {
        return measured.first();
    }

    /** Where it was measured. */
    double most() {
        return measured.last();
    }

    boolean agrees() {
        return isMeasured() && least() >= kind.least(from) && most() <= kind.most(from);
    }

    String range() {
        if (to == Long.MAX_VALUE) {
            return from == 0 ? "any" : "from " + Figures.count(from);
        }
        return Figures.count(from) + "–" + Figures.count(to);
    }

    String measuredText() {
        return isMeasured()
                ? measured.stream()
                        .map(each -> Figures.withoutTrailingZeros(Figures.significant(each)))
                        .collect(Collectors.joining(", "))
                : Figures.MISSING;
    }

    /** How many payloads were measured. */
    int payloads() {
        return payloads.size();
    }

    /** What was found where it should be otherwise. */
    String words() {
        String what = kind.label() + ", payload " + range() + ": ";
        return isMeasured()
                ? what + measuredText() + " bytes where the standard says " + allowed()
                : what + "not measured";
    }
}
