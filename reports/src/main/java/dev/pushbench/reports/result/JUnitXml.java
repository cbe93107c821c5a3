package dev.pushbench.reports.result;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** SLOs and gates in the XML that build servers read as test results: a suite a cell, a case an SLO or gate. */
public final class JUnitXml {

    private static final double NS_PER_SECOND = 1e9;
    private static final String WHOLE_RUN = "run";
    /** What XML 1.0, section 2.2, does not allow, and lone surrogates. */
    private static final String FORBIDDEN =
            "[^\\x{9}\\x{A}\\x{D}\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]";

    /** One line of the outcome. */
    private record Case(String cell, String kind, String name, boolean passed, String detail) {}

    private final RunResult run;
    private final XMLStreamWriter xml;

    private JUnitXml(RunResult run, XMLStreamWriter xml) {
        this.run = run;
        this.xml = xml;
    }

    /**
     * Writes the file whole or not at all.
     *
     * @throws ResultException if it cannot be written
     */
    public static void write(Path file, RunResult run) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            WholeFile.write(file, encode(run));
        } catch (IOException e) {
            throw new ResultException("cannot write " + file.toAbsolutePath() + ": " + e, e);
        }
    }

    static byte[] encode(RunResult run) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml =
                    XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            new JUnitXml(run, xml).document();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML into memory failed: " + e, e);
        }
        return out.toByteArray();
    }

    private void document() throws XMLStreamException {
        List<Case> cases = cases();
        Set<String> suites = new LinkedHashSet<>();
        run.cells().forEach(cell -> suites.add(cell.cell()));
        cases.forEach(each -> suites.add(each.cell()));
        xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
        xml.writeStartElement("testsuites");
        attribute("name", "pushbench " + run.kind());
        for (String suite : suites) {
            suite(
                    suite,
                    cases.stream().filter(each -> each.cell().equals(suite)).toList());
        }
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private List<Case> cases() {
        List<Case> cases = run.slos().stream()
                .map(slo -> new Case(slo.cell(), "slo", slo.slo(), slo.met(), slo.detail()))
                .collect(Collectors.toList());
        for (Gate gate : run.gates()) {
            String block = gate.block() == null ? "" : ", block " + gate.block();
            cases.add(new Case(
                    Objects.requireNonNullElse(gate.cell(), WHOLE_RUN),
                    "gate",
                    gate.name() + block,
                    gate.passed(),
                    gate.detail()));
        }
        return cases;
    }

    private void suite(String name, List<Case> cases) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        attribute("name", name);
        attribute("tests", String.valueOf(cases.size()));
        attribute(
                "failures",
                String.valueOf(cases.stream().filter(each -> !each.passed()).count()));
        attribute("errors", "0");
        attribute("skipped", "0");
        attribute("time", seconds(name));
        if (run.startedAt() != null) {
            attribute("timestamp", run.startedAt());
        }
        properties();
        for (Case each : cases) {
            testcase(each);
        }
        xml.writeEndElement();
    }

    private String seconds(String cell) {
        double seconds = run.cells().stream()
                .filter(each -> each.cell().equals(cell))
                .mapToDouble(each -> each.windowNs() / NS_PER_SECOND)
                .sum();
        return String.format(Locale.ROOT, "%.3f", seconds);
    }

    private void properties() throws XMLStreamException {
        xml.writeStartElement("properties");
        property("command", run.command());
        property("seed", run.seed());
        for (Map.Entry<String, Object> option : run.config().entrySet()) {
            property(option.getKey(), option.getValue());
        }
        xml.writeEndElement();
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
        if (!each.passed()) {
            xml.writeStartElement("failure");
            attribute("message", each.detail() == null ? each.name() : each.detail());
            attribute("type", each.kind());
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, value.replaceAll(FORBIDDEN, "\uFFFD"));
    }
}
