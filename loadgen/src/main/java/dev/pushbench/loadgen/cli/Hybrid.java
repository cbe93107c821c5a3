package dev.pushbench.loadgen.cli;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A second kind of subscription that a share of the users has: {@code wss://example.org/live=10%}.
 *
 * @param url without a user
 * @param given with one, where there was one
 * @param percent of the connections, over 0 and at most 100
 */
record Hybrid(URI url, URI given, BigDecimal percent) {

    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

    /** How many of that many users have it: as many as come out, rounded, but at least one. */
    int connections(int users) {
        return Math.max(1, (int) Math.round(users * percent.doubleValue() / WHOLE.doubleValue()));
    }

    /** As the command line takes it. */
    String option() {
        return url + "=" + percent.stripTrailingZeros().toPlainString() + "%";
    }

    /** Says what is wrong with one. */
    static final class Converter implements ITypeConverter<Hybrid> {

        private static final Pattern HYBRID =
                Pattern.compile("(?<url>(?:ws|http)s?:.+)=(?<percent>\\d{1,3}(?:\\.\\d{1,4})?)%");

        @Override
        public Hybrid convert(String text) {
            String shown = "'" + CommandText.shown("--hybrid", text) + "'";
            Matcher hybrid = HYBRID.matcher(text);
            if (!hybrid.matches()) {
                throw new TypeConversionException(shown + " is no URL and share: write wss://example.org/live=10%");
            }
            BigDecimal percent = new BigDecimal(hybrid.group("percent"));
            if (percent.signum() == 0 || percent.compareTo(WHOLE) > 0) {
                throw new TypeConversionException(shown + ": the share must be over 0% and at most 100%");
            }
            try {
                URI url = new URI(hybrid.group("url"));
                return new Hybrid(Credentials.withoutUser(url), url, percent);
            } catch (URISyntaxException e) {
                throw new TypeConversionException(shown + " is no valid URL: " + e.getReason());
            }
        }
    }
}
