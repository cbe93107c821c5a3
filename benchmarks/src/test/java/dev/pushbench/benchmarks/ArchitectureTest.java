package dev.pushbench.benchmarks;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows between modules, and what else holds for all of them. Here, because this module sees all the others. */
class ArchitectureTest {

    private static final String SERVER = "dev.pushbench.server..";
    private static final String LOADGEN = "dev.pushbench.loadgen..";
    private static final String REPORTS = "dev.pushbench.reports..";
    private static final String BENCHMARKS = "dev.pushbench.benchmarks..";

    private static JavaClasses all;

    @BeforeAll
    static void importClasses() {
        all = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.pushbench");
    }

    @ParameterizedTest
    @ValueSource(strings = {SERVER, LOADGEN, REPORTS, BENCHMARKS})
    void everyModuleIsSeen(String module) {
        assertThat(all.that(resideInAnyPackage(module))).isNotEmpty();
    }

    @Test
    void theServerKnowsNothingOfWhoMeasuresIt() {
        check(noClasses().that().resideInAPackage(SERVER).should().dependOnClassesThat(ofPushbenchOutside(SERVER)));
    }

    @Test
    void reportsKnowNeitherAnotherModuleNorALiveRun() {
        check(noClasses().that().resideInAPackage(REPORTS).should().dependOnClassesThat(ofPushbenchOutside(REPORTS)));
        check(noClasses()
                .that()
                .resideInAPackage(REPORTS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.jetty..", "org.openjdk.jmh..", "okhttp3..", "okio.."));
    }

    @Test
    void theLoadGeneratorKnowsServerAndReportsOnly() {
        check(noClasses()
                .that()
                .resideInAPackage(LOADGEN)
                .should()
                .dependOnClassesThat(ofPushbenchOutside(LOADGEN, SERVER, REPORTS)));
    }

    @Test
    void nothingKnowsTheBenchmarks() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(BENCHMARKS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(BENCHMARKS, "org.openjdk.jmh.."));
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().matching("dev.pushbench.(**)").should().beFreeOfCycles());
    }

    @Test
    void noPackageIsADrawerForOddsAndEnds() {
        check(noClasses()
                .should()
                .resideInAnyPackage(
                        "..common..",
                        "..util..",
                        "..utils..",
                        "..helper..",
                        "..helpers..",
                        "..core..",
                        "..impl..",
                        "..manager.."));
    }

    @Test
    void classesAreFinalUnlessMadeToBeExtended() {
        check(classes()
                .that(not(ownedByJmh()))
                .and()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .and()
                .areNotAnonymousClasses()
                .and()
                .doNotHaveModifier(JavaModifier.ABSTRACT)
                .should()
                .haveModifier(JavaModifier.FINAL));
    }

    @Test
    void onlyCommandLinesPrint() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("dev.pushbench.loadgen.cli..")
                .and()
                .doNotBelongToAnyOf(BenchmarkRun.class)
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace"));
    }

    /** JMH extends suites and states, and generates code of its own shape. */
    private static DescribedPredicate<JavaClass> ownedByJmh() {
        return DescribedPredicate.describe(
                "benchmarks and their states",
                type -> type.getPackageName().endsWith(".jmh_generated")
                        || type.getPackageName().startsWith("dev.pushbench.benchmarks.")
                                && type.getName().replaceFirst("\\$.*", "").endsWith("Benchmark"));
    }

    private static DescribedPredicate<JavaClass> ofPushbenchOutside(String... packages) {
        return resideInAnyPackage("dev.pushbench..")
                .and(not(resideInAnyPackage(packages)))
                .as("are of another module");
    }

    private static void check(ArchRule rule) {
        rule.check(all);
    }
}
