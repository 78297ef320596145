package dev.portkey;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.json.Json;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The engine's shape: which room may know which, and what stays out of it. */
@AnalyzeClasses(packages = "dev.portkey", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String BASE = "dev.portkey";

    /** Lowest first: a room imports only rooms before it. Sub packages belong to their room. */
    private static final List<String> ROOMS = List.of(
            "error",
            "json",
            "http",
            "observe",
            "credential",
            "config",
            "translate",
            "provider",
            "guardrail",
            "cache",
            "routing",
            "exchange");

    @ArchTest
    static final ArchRule everyClassLivesInARoom = classes()
            .should(new ArchCondition<>("live in " + BASE + " or in one of the rooms " + ROOMS) {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    if (height(type) < 0) {
                        events.add(SimpleConditionEvent.violated(type, type.getName() + " lives in no known room"));
                    }
                }
            })
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule roomsImportOnlyLowerRooms = classes()
            .should(new ArchCondition<>("import only rooms before their own in " + ROOMS) {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    type.getDirectDependenciesFromSelf().stream()
                            .filter(dependency -> inEngine(dependency.getTargetClass()))
                            .filter(dependency -> height(dependency.getTargetClass()) > height(type))
                            .forEach(dependency ->
                                    events.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
                }
            })
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching(BASE + ".(**)").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyHttpJettyUsesJetty = noClasses()
            .that()
            .resideOutsideOfPackage(BASE + ".http.jetty..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.jetty..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule knowsNoContainer = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.servlet..", "jakarta.ws.rs..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule packagesSayWhatTheyAreFor = noClasses()
            .should(ArchCondition.from(
                    resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..helpers..")))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule recordsHoldNoMutableCollections = fields().that()
            .areDeclaredInClassesThat()
            .areRecords()
            .and()
            .doNotHaveModifier(JavaModifier.STATIC)
            .should()
            .notHaveRawType(
                    describe("a mutable collection (declare the interface)", ArchitectureTest::isConcreteCollection))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyJsonMakesJsonFactories = noClasses()
            .that()
            .resideOutsideOfPackage(BASE + ".json..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Json.class)
            .because("every static call of Json looks its provider up again, which costs more than the parsing")
            .allowEmptyShould(true);

    /** Position of the room of {@code type}: the root package stands above all rooms, -1 is an unknown room. */
    private static int height(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(BASE)
                ? ROOMS.size()
                : ROOMS.indexOf(name.substring(BASE.length() + 1).split("\\.", 2)[0]);
    }

    private static boolean inEngine(JavaClass type) {
        return type.getPackageName().equals(BASE) || type.getPackageName().startsWith(BASE + ".");
    }

    private static boolean isConcreteCollection(JavaClass type) {
        return !type.isInterface() && (type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class));
    }
}
