package org.discordbridge.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may touch what. */
@Timeout(120)
class RoomsTest {
    private static final String ROOT = "org.discordbridge";
    private static final String SESSION = ".discord.session";
    private static final JavaClasses MAIN = new ClassFileImporter().importPath(Path.of("target/classes"));
    private static final JavaClasses TESTS = new ClassFileImporter().importPath(Path.of("target/test-classes"));

    /** Room of the bridge to what it may touch; the JDK and the logging API are open to all but {@code event}. */
    private static final Map<String, List<String>> ROOMS = StreamsRooms.and(Map.ofEntries(
            entry(
                    "",
                    List.of(
                            "org.apache.camel",
                            "org.apache.camel.main",
                            ROOT + ".settings",
                            ROOT + ".check",
                            ROOT + ".deadletter",
                            ROOT + ".log",
                            ROOT + ".reload")),
            entry(".reload", List.of("org.apache.camel..", ROOT + ".check", ROOT + ".settings")),
            entry(".event", List.of()),
            entry(".lane", List.of("org.apache.camel..", ROOT + ".discord.lanes")),
            entry(".settings", List.of()),
            entry(".log", List.of("ch.qos.logback..", "org.apache.camel..", ROOT + ".event")),
            entry(".telemetry", List.of("org.apache.camel..", "io.opentelemetry..", ROOT + ".discord.options")),
            entry(
                    ".check",
                    List.of(
                            "org.apache.camel..",
                            ROOT + ".settings",
                            ROOT + ".archive",
                            ROOT + ".avro",
                            ROOT + ".cluster",
                            ROOT + ".delivery",
                            ROOT + ".discord",
                            ROOT + ".intents",
                            ROOT + ".streams.rule",
                            ROOT + SESSION,
                            ROOT + SESSION + ".connect",
                            ROOT + SESSION + ".subscribe")),
            entry(
                    ".deadletter",
                    List.of(
                            "org.apache.camel..",
                            "org.apache.kafka..",
                            ROOT + ".check",
                            ROOT + ".settings",
                            ROOT + ".avro",
                            ROOT + ".delivery",
                            ROOT + ".discord.options",
                            ROOT + ".event")),
            entry(
                    ".avro",
                    List.of("org.apache.camel..", "org.apache.avro..", "com.fasterxml.jackson..", ROOT + ".event")),
            entry(
                    ".archive",
                    List.of(
                            "org.apache.camel..",
                            "org.apache.hc..",
                            "org.apache.tika..",
                            "io.minio..",
                            // of the SDK's own interface
                            "okhttp3..",
                            "okio..",
                            "com.google.common.collect..",
                            "com.fasterxml.jackson.core..",
                            "jakarta.activation..",
                            ROOT + ".event")),
            entry(
                    ".metrics",
                    List.of(
                            "org.apache.camel..",
                            "io.micrometer..",
                            "io.vertx..",
                            ROOT + ".archive",
                            ROOT + ".archive.topic",
                            ROOT + ".avro",
                            ROOT + ".delivery",
                            ROOT + ".discord",
                            ROOT + ".discord.catchup",
                            ROOT + ".discord.sharing",
                            ROOT + ".discord.options",
                            ROOT + SESSION,
                            ROOT + SESSION + ".life",
                            ROOT + ".event")),
            entry(
                    ".delivery",
                    List.of(
                            "org.apache.camel..",
                            "org.apache.kafka..",
                            "com.fasterxml.jackson..",
                            ROOT + ".discord.options")),
            entry(
                    ".discord",
                    List.of(
                            "org.apache.camel..",
                            "jakarta.activation..",
                            // of Camel's YAML DSL
                            "org.snakeyaml.engine..",
                            // of the client that one may give the component
                            "okhttp3..",
                            ROOT + ".discord..",
                            ROOT + ".event")),
            entry(
                    ".cluster",
                    List.of(
                            "org.apache.camel..",
                            "org.apache.kafka..",
                            "com.fasterxml.jackson..",
                            ROOT + ".delivery",
                            ROOT + ".discord.sharing",
                            ROOT + SESSION)),
            entry(".discord.sharing", List.of(ROOT + SESSION)),
            entry(".discord.options", List.of("org.apache.camel..", ROOT + ".event")),
            entry(".discord.lanes", List.of("org.apache.camel..")),
            entry(
                    ".discord.operation",
                    List.of(
                            "org.apache.camel..",
                            "jakarta.activation..",
                            ROOT + ".discord.options",
                            ROOT + ".discord.session..",
                            ROOT + ".event")),
            entry(
                    ".discord.catchup",
                    List.of(
                            "org.apache.camel..",
                            ROOT + ".discord.options",
                            ROOT + ".discord.session..",
                            ROOT + ".event")),
            entry(SESSION, List.of()),
            entry(SESSION + ".json", session("json")),
            entry(SESSION + ".read", session("json")),
            entry(SESSION + ".finding", session("json")),
            entry(SESSION + ".subscribe", session("json")),
            entry(SESSION + ".rest", session("json")),
            entry(SESSION + ".command", session("json", "rest")),
            entry(SESSION + ".connect", session("json", "rest", "subscribe", "read")),
            entry(SESSION + ".dispatch", session("connect", "finding", "json", "read", "subscribe")),
            entry(SESSION + ".interaction", session("command", "finding", "json", "read", "rest", "subscribe")),
            entry(SESSION + ".call", session("dispatch", "interaction", "json", "read", "rest", "subscribe")),
            entry(
                    SESSION + ".life",
                    session(
                            "call",
                            "command",
                            "connect",
                            "dispatch",
                            "finding",
                            "interaction",
                            "json",
                            "read",
                            "rest",
                            "subscribe"))));

    /** Of the session: JDA and the clients it is made of, events, what a session tells, and those rooms of it. */
    private static List<String> session(String... rooms) {
        return Stream.concat(
                        Stream.of(
                                "net.dv8tion.jda..",
                                "com.neovisionaries.ws.client..",
                                "com.ethlo.time..",
                                "okhttp3..",
                                "gnu.trove..",
                                "okio..",
                                ROOT + ".event",
                                ROOT + SESSION),
                        Stream.of(rooms).map(room -> ROOT + SESSION + "." + room))
                .toList();
    }

    /** Room of tests only to the rooms it may touch; what comes from elsewhere is open to all of them. */
    private static final Map<String, List<String>> TEST_ROOMS = Map.of(
            ".architecture", List.of(".log"),
            ".servers", List.of(),
            ".docs", List.of(".discord.session.subscribe", ".event", ".settings"),
            ".bridge", List.of(".servers", ".simulator"),
            ".bench", List.of(".bridge", ".servers", ".simulator"),
            ".sandbox", List.of("", ".bridge", ".servers", ".settings", ".simulator"));

    @Test
    void everyRoomHasARule() {
        TreeSet<String> rooms = new TreeSet<>();
        MAIN.forEach(type -> rooms.add(type.getPackageName()));

        assertThat(rooms)
                .containsExactlyInAnyOrderElementsOf(
                        ROOMS.keySet().stream().map(ROOT::concat).toList());
    }

    static Stream<String> rooms() {
        return ROOMS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomTouchesOnlyWhatItMay(String room) {
        Stream<String> always = ".event".equals(room) ? Stream.of("java..") : Stream.of("java..", "org.slf4j..");
        classes()
                .that()
                .resideInAPackage(ROOT + room)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(Stream.of(always, Stream.of(ROOT + room), ROOMS.get(room).stream())
                        .flatMap(packages -> packages)
                        .toArray(String[]::new))
                .check(MAIN);
    }

    static Stream<String> testRooms() {
        return TEST_ROOMS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("testRooms")
    void aRoomOfTestsOnlyTouchesOnlyWhatItMay(String room) {
        TreeSet<String> others = new TreeSet<>();
        MAIN.forEach(type -> others.add(type.getPackageName()));
        TESTS.forEach(type -> others.add(type.getPackageName()));
        others.remove(ROOT + room);
        TEST_ROOMS.get(room).forEach(open -> others.remove(ROOT + open));
        noClasses()
                .that()
                .resideInAPackage(ROOT + room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others.toArray(String[]::new))
                .check(TESTS);
    }

    @Test
    void nobodySleeps() {
        for (JavaClasses all : List.of(MAIN, TESTS)) {
            noClasses()
                    .should()
                    .callMethodWhere(com.tngtech.archunit.base.DescribedPredicate.describe(
                            "Thread.sleep",
                            call -> call.getTargetOwner().isEquivalentTo(Thread.class)
                                    && call.getName().equals("sleep")))
                    .check(all);
        }
    }

    @Test
    void theSimulatorIsAnIndependentJudge() {
        List<String> judged = List.of("JdaClient", "DiscordJsIT", "PythonBotsIT", "SimulatorJarIT", "PingBotTest");
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".simulator", ROOT + ".simulator.internal", ROOT + ".simulator.chat")
                .and(not(simpleNameEndingWith("Test")))
                .and(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "are no tests of it",
                        (JavaClass type) -> judged.stream()
                                .noneMatch(name -> type.getName().startsWith(ROOT + ".simulator." + name))))
                .should()
                .dependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "belong to the bridge, to JDA, to Camel, to JUnit, or to what only the sandbox knows",
                        (JavaClass type) -> type.getName().startsWith("net.dv8tion.")
                                || type.getName().startsWith("org.apache.camel.")
                                || type.getName().startsWith("org.junit.")
                                || type.getName().startsWith("org.apache.kafka.")
                                || type.getName().startsWith("org.apache.avro.")
                                || type.getName().startsWith("io.minio.")
                                || type.getName().startsWith(ROOT + ".")
                                        && !type.getPackageName().startsWith(ROOT + ".simulator")))
                .check(TESTS);
    }

    @Test
    void everyTestEndsInTime() {
        classes()
                .that(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "have tests",
                        type -> type.getMethods().stream()
                                .anyMatch(method -> method.isAnnotatedWith(Test.class)
                                        || method.isAnnotatedWith(ParameterizedTest.class))))
                .should()
                .beAnnotatedWith(Timeout.class)
                .check(TESTS);
    }

    @Test
    void assertionsAreThoseOfAssertJ() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.junit.jupiter.api.Assertions")
                .check(TESTS);
    }

    @Test
    void everyRoomSaysWhatItIsFor() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<Path> rooms = files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .toList();

            assertThat(rooms)
                    .hasSize(ROOMS.size())
                    .allSatisfy(room -> assertThat(room.resolve("package-info.java"))
                            .content()
                            .containsPattern("(?s)/\\*\\*.*(May[\\s*]+touch|Touches)"));
        }
    }

    @Test
    void everyRoomOfTestsOnlySaysWhatItIsFor() throws IOException {
        Path main = Path.of("src/main/java");
        Path tests = Path.of("src/test/java");
        try (Stream<Path> files = Files.walk(tests)) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .map(Path::getParent)
                            .distinct()
                            .filter(room -> !Files.exists(main.resolve(tests.relativize(room)))))
                    .isNotEmpty()
                    .allSatisfy(room -> assertThat(room.resolve("package-info.java"))
                            .content()
                            .contains("/**"));
        }
    }

    @Test
    void noFileIsLong() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")))
                    .allSatisfy(file -> assertThat(Files.readAllLines(file)).hasSizeLessThan(350));
        }
    }
}
