package dev.pushbench.reports.html;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import tools.jackson.databind.json.JsonMapper;

/**
 * A headless Chromium, driven by ChromeDriver, both as installed on this machine: nothing is fetched. ChromeDriver gives
 * it an empty profile and removes that at the end. Used by one thread.
 */
final class Browser implements AutoCloseable {

    /** Environment variable: with the value {@code true} a missing browser is a failure. */
    private static final String REQUIRED = "PUSHBENCH_REQUIRE_BROWSER";

    /** Far more than any page takes, for a machine that is busy with other work. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String PROBE = PageAssets.text("probe.js");
    private static final String AXE = PageAssets.text("/axe.min.js");

    private final ChromeDriver driver;

    private Browser(Path chromium, Path chromedriver) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update");
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(chromedriver.toFile())
                        .build(),
                options);
        driver.manage().timeouts().pageLoadTimeout(PATIENCE).scriptTimeout(PATIENCE);
    }

    /** Starts one; where it is not installed, ends the test as skipped, or as failed if a browser is required. */
    static Browser start() {
        Optional<Path> chromium = onPath("chromium");
        Optional<Path> chromedriver = onPath("chromedriver");
        if (chromium.isEmpty() || chromedriver.isEmpty()) {
            String missing =
                    "no chromium or no chromedriver on the PATH; on Debian: apt-get install chromium chromium-driver";
            if ("true".equals(System.getenv(REQUIRED))) {
                fail(REQUIRED + " is true, but there is " + missing);
            }
            // Surefire does not print why a test was skipped.
            System.out.println("Tests in a browser are skipped: " + missing);
            abort(missing);
        }
        return new Browser(chromium.get(), chromedriver.get());
    }

    private static Optional<Path> onPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    void theme(String theme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
    }

    /** CSS pixels. The driver's own window cannot be as narrow as a telephone. */
    void width(int width) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    }

    /** From the next page on. */
    void scripts(boolean enabled) {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !enabled));
    }

    /** Returns when the page has loaded, its scripts have run. */
    void open(Path report) {
        // What the page before has left in them.
        log(LogType.PERFORMANCE);
        log(LogType.BROWSER);
        driver.get(report.toUri().toString());
    }

    /** URLs that the page has asked for, its own first. */
    List<String> requests() {
        return log(LogType.PERFORMANCE)
                .map(entry -> JsonMapper.shared().readTree(entry.getMessage()).path("message"))
                .filter(event -> event.path("method").asString().equals("Network.requestWillBeSent"))
                .map(event -> event.path("params").path("request").path("url").asString())
                .toList();
    }

    /** What the console shows as an error or a warning. */
    List<String> complaints() {
        return log(LogType.BROWSER)
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::toString)
                .toList();
    }

    private Stream<LogEntry> log(String type) {
        return driver.manage().logs().get(type).getAll().stream();
    }

    /** Calls a function of {@code probe.js}. */
    List<String> ask(String question) {
        return texts(driver.executeScript(PROBE + "return probe." + question + "();"));
    }

    /** Waits until the page has been laid out and drawn once more, which is when charts notice that their box has changed. */
    void settle() {
        driver.executeAsyncScript(
                "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(done));");
    }

    void press(Keys key) {
        new Actions(driver).sendKeys(key).perform();
    }

    /** What axe-core calls serious or critical: a rule, the element, and what is wrong with it. */
    List<String> accessibilityFaults() {
        driver.executeScript(AXE);
        return texts(driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run(document, {resultTypes: ['violations'], preload: false}).then(
                    result => done(result.violations
                        .filter(violation => ['serious', 'critical'].includes(violation.impact))
                        .flatMap(violation => violation.nodes.map(
                            node => violation.id + ' at ' + node.target + ': ' + node.failureSummary))),
                    failure => done(['axe-core failed: ' + failure]));
                """));
    }

    private static List<String> texts(Object answer) {
        return ((List<?>) answer).stream().map(String::valueOf).toList();
    }

    /** Ends the driver, which ends the browser. */
    @Override
    public void close() {
        driver.quit();
    }
}
