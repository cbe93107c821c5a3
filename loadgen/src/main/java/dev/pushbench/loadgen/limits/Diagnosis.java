package dev.pushbench.loadgen.limits;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What {@code pushbench doctor} says: the facts that bound or spoil a measurement here, each with its remedy.
 *
 * @param findings in a fixed order
 * @param limits of this process
 */
public record Diagnosis(List<Finding> findings, Limits limits) {

    public Diagnosis {
        findings = List.copyOf(findings);
    }

    /** Of the machine and the process that asks. */
    public static Diagnosis ofThisMachine() {
        return of(KernelFiles.ofThisMachine(), Limits.ofThisProcess(), Jvm.running());
    }

    static Diagnosis of(KernelFiles files, Limits limits, Jvm jvm) {
        List<Finding> findings = new ArrayList<>();
        findings.addAll(new ConnectionFindings(files, limits).all());
        findings.addAll(new ProcessorFindings(files, jvm).all());
        findings.addAll(new MemoryFindings(files, jvm).all());
        return new Diagnosis(findings, limits);
    }

    /** What the limits allow, in one sentence. */
    public String allows() {
        return "≈ " + count(limits.connectionsPerProcess()) + " connections per process, "
                + count(limits.connectionsPerTargetPort()) + " per target port and source address";
    }

    static String count(Number number) {
        return number == null ? "unknown" : String.format(Locale.ROOT, "%,d", number.longValue());
    }
}
