package dev.pushbench.loadgen.cli;

import dev.pushbench.loadgen.workload.SlowConsumers;
import dev.pushbench.loadgen.workload.SlowConsumers.Group;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A share of the subscriptions and what they do: {@code 1%:stop}, {@code 5%:10KBps}. 1 KB is 1,000 bytes. */
final class SlowConverter implements ITypeConverter<Group> {

    private static final Pattern SLOW = Pattern.compile(
            "(?<share>\\d{1,6}(?:\\.\\d{1,4})?)%:(?:stop|(?<rate>\\d{1,12}(?:\\.\\d{1,6})?)(?<unit>[kKM]?)Bps)");
    private static final BigDecimal PPM_PER_PERCENT = BigDecimal.valueOf(SlowConsumers.WHOLE / 100);
    private static final int KILO = 3;
    private static final int MEGA = 6;

    @Override
    public Group convert(String text) {
        Matcher slow = SLOW.matcher(text);
        if (!slow.matches()) {
            throw new TypeConversionException(
                    "'" + text + "' is not a share and what it does: write 1%:stop, or 5%:10KBps (Bps, KBps, MBps)");
        }
        int share = new BigDecimal(slow.group("share"))
                .multiply(PPM_PER_PERCENT)
                .min(BigDecimal.valueOf(Integer.MAX_VALUE))
                .intValue();
        try {
            return slow.group("rate") == null
                    ? new Group(share, 0)
                    : new Group(share, atLeastOne(bytes(slow.group("rate"), slow.group("unit")), text));
        } catch (IllegalArgumentException outOfRange) {
            throw new TypeConversionException(
                    "'" + text + "': " + outOfRange.getMessage().replaceFirst("^--slow \\S+: ", ""));
        }
    }

    private static long bytes(String rate, String unit) {
        int power = unit.isEmpty() ? 0 : unit.equals("M") ? MEGA : KILO;
        return new BigDecimal(rate).scaleByPowerOfTen(power).longValue();
    }

    private static long atLeastOne(long bytes, String text) {
        if (bytes < 1) {
            throw new TypeConversionException("'" + text + "': less than 1Bps is no rate: write stop to read nothing");
        }
        return bytes;
    }
}
