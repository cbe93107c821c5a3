package dev.pushbench.reports.result;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The XML that build servers read as test results. Of a run it has a suite a cell, a case an SLO or gate; and a suite of
 * claims, where one without a verdict fails and one that is not decided is skipped.
 */
public final class JUnitXml {

    private static final double NS_PER_SECOND = 1e9;
    private static final String WHOLE_RUN = "run";
    /** What XML 1.0, section 2.2, does not allow, and lone surrogates. */
    private static final String FORBIDDEN =
            "[^\\x{9}\\x{A}\\x{D}\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]";

    private static final String CLAIMS = "claims";

    /** How a case ended; what is skipped has not been decided. */
    public enum Ending {
        PASSED,
        FAILED,
        SKIPPED;

        private static Ending of(boolean passed) {
            return passed ? PASSED : FAILED;
        }
    }

    /**
     * One line of the outcome.
     *
     * @param suite that it belongs to, such as a cell
     * @param kind such as {@code gate}
     * @param detail what was found, or null
     */
    public record Case(String suite, String kind, String name, Ending ending, String detail) {}

    /**
     * The whole document.
     *
     * @param suites by name, with the seconds that each took
     * @param startedAt or null
     */
    private record Document(
            String title,
            Map<String, Double> suites,
            String startedAt,
            Map<String, Object> properties,
            List<Case> cases) {}

    private final Document document;
    private final XMLStreamWriter xml;

    private JUnitXml(Document document, XMLStreamWriter xml) {
        this.document = document;
        this.xml = xml;
    }

    /**
     * Writes the file whole or not at all.
     *
     * @throws ResultException if it cannot be written
     */
    public static void write(Path file, RunResult run) {
        write(file, document(run));
    }

    /**
     * Writes cases that are not those of a run, whole or not at all.
     *
     * @param properties of each suite
     * @throws ResultException if it cannot be written
     */
    public static void write(Path file, String title, Map<String, Object> properties, List<Case> cases) {
        Map<String, Double> suites = new LinkedHashMap<>();
        cases.forEach(each -> suites.put(each.suite(), 0.0));
        write(file, new Document(title, suites, null, properties, cases));
    }

    private static void write(Path file, Document document) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            WholeFile.write(file, encode(document));
        } catch (IOException e) {
            throw new ResultException("cannot write " + file.toAbsolutePath() + ": " + e, e);
        }
    }

    static byte[] encode(RunResult run) {
        return encode(document(run));
    }

    private static byte[] encode(Document document) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml =
                    XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            new JUnitXml(document, xml).write();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML into memory failed: " + e, e);
        }
        return out.toByteArray();
    }

    private static Document document(RunResult run) {
        List<Case> cases = cases(run);
        Map<String, Double> suites = new LinkedHashMap<>();
        run.cells().forEach(cell -> suites.merge(cell.cell(), cell.windowNs() / NS_PER_SECOND, Double::sum));
        cases.forEach(each -> suites.putIfAbsent(each.suite(), 0.0));
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("command", run.command());
        properties.put("seed", run.seed());
        properties.putAll(run.config());
        return new Document("pushbench " + run.kind(), suites, run.startedAt(), properties, cases);
    }

    private static List<Case> cases(RunResult run) {
        List<Case> cases = new ArrayList<>();
        run.slos()
                .forEach(slo -> cases.add(new Case(slo.cell(), "slo", slo.slo(), Ending.of(slo.met()), slo.detail())));
        for (Gate gate : run.gates()) {
            String block = gate.block() == null ? "" : ", block " + gate.block();
            cases.add(new Case(
                    Objects.requireNonNullElse(gate.cell(), WHOLE_RUN),
                    "gate",
                    gate.name() + block,
                    Ending.of(gate.passed()),
                    gate.detail()));
        }
        run.claims().forEach(claim -> cases.add(asCase(claim)));
        return cases;
    }

    private static Case asCase(ClaimResult claim) {
        if (claim.verdict() == null) {
            String failed =
                    claim.failedGates().stream().map(Gate::name).distinct().collect(Collectors.joining(", "));
            return new Case(CLAIMS, "claim", claim.id(), Ending.FAILED, "no verdict: " + failed + " failed");
        }
        boolean undecided =
                claim.verdict().equals("inconclusive") || claim.verdict().startsWith("not measurable");
        return new Case(CLAIMS, "claim", claim.id(), undecided ? Ending.SKIPPED : Ending.PASSED, claim.verdict());
    }

    private void write() throws XMLStreamException {
        xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
        xml.writeStartElement("testsuites");
        attribute("name", document.title());
        for (Map.Entry<String, Double> suite : document.suites().entrySet()) {
            suite(
                    suite.getKey(),
                    suite.getValue(),
                    document.cases().stream()
                            .filter(each -> each.suite().equals(suite.getKey()))
                            .toList());
        }
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void suite(String name, double seconds, List<Case> cases) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        attribute("name", name);
        attribute("tests", String.valueOf(cases.size()));
        attribute("failures", count(cases, Ending.FAILED));
        attribute("errors", "0");
        attribute("skipped", count(cases, Ending.SKIPPED));
        attribute("time", String.format(Locale.ROOT, "%.3f", seconds));
        if (document.startedAt() != null) {
            attribute("timestamp", document.startedAt());
        }
        xml.writeStartElement("properties");
        for (Map.Entry<String, Object> property : document.properties().entrySet()) {
            property(property.getKey(), property.getValue());
        }
        xml.writeEndElement();
        for (Case each : cases) {
            testcase(each);
        }
        xml.writeEndElement();
    }

    private static String count(List<Case> cases, Ending ending) {
        return String.valueOf(
                cases.stream().filter(each -> each.ending() == ending).count());
    }

    private void property(String name, Object value) throws XMLStreamException {
        xml.writeEmptyElement("property");
        attribute("name", name);
        attribute("value", value == null ? "" : value.toString());
    }

    private void testcase(Case each) throws XMLStreamException {
        xml.writeStartElement("testcase");
        attribute("classname", "pushbench." + each.kind());
        attribute("name", each.name());
        attribute("time", "0");
        String detail = Objects.requireNonNullElse(each.detail(), each.name());
        switch (each.ending()) {
            case FAILED -> {
                xml.writeEmptyElement("failure");
                attribute("message", detail);
                attribute("type", each.kind());
            }
            case SKIPPED -> {
                xml.writeEmptyElement("skipped");
                attribute("message", detail);
            }
            case PASSED -> {
                xml.writeStartElement("system-out");
                xml.writeCharacters(harmless(detail));
                xml.writeEndElement();
            }
        }
        xml.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, harmless(value));
    }

    private static String harmless(String text) {
        return text.replaceAll(FORBIDDEN, "\uFFFD");
    }
}
