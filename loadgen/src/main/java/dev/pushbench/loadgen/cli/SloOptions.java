package dev.pushbench.loadgen.cli;

import dev.pushbench.reports.result.ResultDirectory.Contents;
import dev.pushbench.reports.slo.Evidence;
import dev.pushbench.reports.slo.Slo;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What the run is to meet. */
final class SloOptions {

    @Option(
            names = "--slo",
            paramLabel = "SLO",
            split = ",",
            converter = SloConverter.class,
            description = "conditions on every cell, such as p99<50ms,lost=0,errors<0.1%%,rate>=9900/s,connect-p99<1s;"
                    + " missed: exit code 3")
    private List<Slo> slos = List.of();

    List<Slo> slos() {
        return slos;
    }

    /** The same result, judged. */
    Contents judged(Contents contents) {
        return new Contents(contents.run().withSlos(Evidence.judge(slos, contents)), contents.histograms());
    }

    /** Says what is wrong with a condition. */
    static final class SloConverter implements ITypeConverter<Slo> {
        @Override
        public Slo convert(String condition) {
            try {
                return Slo.parse(condition);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
