package org.discordbridge.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds what is installed besides the bridge to its own POM: the component, and the simulator. */
@Timeout(120)
class ArtifactsIT {
    private static final Path ARTIFACTS = Path.of("target/artifacts");
    private static final String COMPONENT = "camel-discord";
    private static final String SIMULATOR = "discord-simulator";

    @ParameterizedTest
    @ValueSource(strings = {COMPONENT, SIMULATOR})
    void classesNeedWhatThePomBringsAndNothingElse(String name) throws Exception {
        ArtifactPom pom = ArtifactPom.read(pom(name));
        Map<String, Set<String>> used =
                used(new ClassFileImporter().importJar(new JarFile(jar(name).toFile())));

        assertThat(used.keySet())
                .as("artifacts whose classes are used, and which")
                .isSubsetOf(pom.compileArtifacts())
                .as("no dependency for nothing")
                .containsAll(pom.dependencies().stream()
                        .map(ArtifactPom.Entry::artifact)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {COMPONENT, SIMULATOR})
    void pomNamesTheVersionsThatAreTestedHere(String name) throws Exception {
        assertThat(pom(name)).content().doesNotContain("${").doesNotContainPattern("@[a-z.]+@");
        Map<String, Path> jars = ArtifactPom.classPath();

        assertThat(ArtifactPom.read(pom(name)).dependencies())
                .isNotEmpty()
                .allSatisfy(dependency -> assertThat(
                                jars.get(dependency.artifact()).getParent().getFileName())
                        .hasToString(dependency.version()));
    }

    @Test
    void theComponentHasItsRoomsAloneAndTheClassesOfToday() throws Exception {
        try (JarFile jar = new JarFile(jar(COMPONENT).toFile())) {
            Map<String, ZipEntry> files = jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .collect(Collectors.toMap(ZipEntry::getName, entry -> entry));

            assertThat(files.keySet())
                    .allMatch(file -> file.startsWith("org/discordbridge/discord/")
                            || file.startsWith("org/discordbridge/event/")
                            || file.startsWith("kamelets/")
                            || file.startsWith("META-INF/"))
                    .contains(
                            "kamelets/discord-source.kamelet.yaml",
                            "META-INF/LICENSE",
                            "META-INF/org/discordbridge/discord/discord.json",
                            "META-INF/services/org/apache/camel/component/discord",
                            "META-INF/services/org/apache/camel/configurer/discord-component",
                            "META-INF/services/org/apache/camel/configurer/discord-endpoint",
                            "META-INF/services/org/apache/camel/urifactory/discord-endpoint");
            for (ZipEntry file : files.values()) {
                if (file.getName().endsWith(".class")) {
                    assertThat(Path.of("target/classes", file.getName()))
                            .hasBinaryContent(jar.getInputStream(file).readAllBytes());
                }
            }
        }
    }

    @Test
    void servicesOfTheComponentNameClassesOfItAlone() throws Exception {
        Set<String> named = new TreeSet<>();
        try (JarFile jar = new JarFile(jar(COMPONENT).toFile())) {
            for (ZipEntry file : jar.stream().toList()) {
                if (file.getName().startsWith("META-INF/services/") && !file.isDirectory()) {
                    new String(jar.getInputStream(file).readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.startsWith("#") && !line.isBlank())
                            .map(line -> line.replaceFirst("^class=", ""))
                            .forEach(named::add);
                }
            }

            assertThat(named)
                    .hasSizeGreaterThan(4)
                    .allSatisfy(type -> assertThat(jar.getEntry(type.replace('.', '/') + ".class"))
                            .as(type)
                            .isNotNull());
        }
    }

    @Test
    void everyServiceOfTheBridgeThatIsOfTheComponentIsInItsJar() throws Exception {
        Path plugins = Path.of("META-INF/services/org.apache.camel.spi.ContextServicePlugin");
        Path converters = Path.of("META-INF/services/org/apache/camel/TypeConverterLoader");
        for (Path service : Set.of(plugins, converters)) {
            assertThat(Files.readAllLines(ARTIFACTS.resolve(COMPONENT).resolve(service)))
                    .as("%s", service)
                    .containsExactlyElementsOf(
                            Files.readAllLines(Path.of("target/classes").resolve(service)).stream()
                                    .filter(line -> line.startsWith("org.discordbridge.discord."))
                                    .toList());
        }
    }

    /** Returns the artifacts whose classes are used, with those classes; what is nowhere is of the artifact "none". */
    private static Map<String, Set<String>> used(JavaClasses classes) {
        Map<String, Set<String>> used = new TreeMap<>();
        classes.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(type -> !type.isPrimitive() && !classes.contain(type.getName()))
                .distinct()
                .forEach(type -> home(type)
                        .ifPresent(artifact -> used.computeIfAbsent(artifact, a -> new TreeSet<>())
                                .add(type.getName())));
        return used;
    }

    private static Optional<String> home(JavaClass type) {
        URL url = ArtifactsIT.class.getClassLoader().getResource(type.getName().replace('.', '/') + ".class");
        if (url == null) {
            return Optional.of("none");
        }
        if ("jrt".equals(url.getProtocol())) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    url.openConnection() instanceof JarURLConnection jar
                            ? ArtifactPom.artifact(Path.of(jar.getJarFileURL().toURI()))
                            : "the bridge itself");
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path jar(String name) throws Exception {
        try (Stream<Path> files = Files.list(ARTIFACTS)) {
            return files.filter(file -> file.getFileName().toString().matches(name + "-[0-9.]+(-SNAPSHOT)?\\.jar"))
                    .max(Comparator.comparing(file -> file.toFile().lastModified()))
                    .orElseThrow();
        }
    }

    private static Path pom(String name) {
        return ARTIFACTS.resolve("poms").resolve(name).resolve("pom.xml");
    }
}
