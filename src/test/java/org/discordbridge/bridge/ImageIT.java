package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What {@code docker-compose.yml} builds, without Docker: the same files, in another place, by the same command. */
@Timeout(600)
class ImageIT {
    private static final Pattern COPY = Pattern.compile("COPY (?!--from)(.+) (\\S+)");
    private static final Pattern BUILD = Pattern.compile("RUN --mount=\\S+ mvn (.+)");

    @TempDir
    Path image;

    @Nightly
    @Test
    void itsJarIsTheSameByteByByte() throws Exception {
        List<String> steps = steps("build");
        steps.forEach(step -> copy(step, image));
        String command = steps.stream()
                .flatMap(step -> BUILD.matcher(step).results())
                .map(build -> build.group(1))
                .findFirst()
                .orElseThrow();
        Path log = image.resolve("build.log");
        ProcessBuilder build = new ProcessBuilder(Stream.of(
                        Stream.of(
                                Path.of(System.getProperty("maven.home"), "bin", "mvn")
                                        .toString(),
                                "-o",
                                "-Dmaven.repo.local=" + System.getProperty("maven.repository")),
                        Stream.of(command.split(" ")))
                .flatMap(words -> words)
                .toList());
        int status = build.directory(image.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();

        assertThat(status).as(() -> read(log)).isZero();
        assertThat(image.resolve("target/discord-bridge.jar"))
                .hasSameBinaryContentAs(Path.of("target/discord-bridge.jar"));
        // an earlier build may have left others there
        assertThat(names(Path.of("target/lib"))).containsAll(names(image.resolve("target/lib")));
    }

    @Test
    void hasWhatTheBridgeReadsBesideIt() {
        steps("run").forEach(step -> copy(step, image));
        assertThat(image.resolve("application.properties")).hasSameBinaryContentAs(Path.of("application.properties"));
        assertThat(names(image.resolve("routes"))).isEqualTo(names(Path.of("routes")));
        assertThat(names(image.resolve("schemas"))).isEqualTo(names(Path.of("schemas")));
        assertThat(names(image.resolve("rules"))).isEqualTo(names(Path.of("rules")));
        assertThat(image.resolve("jvm.options")).exists();
    }

    /** The lines of the stage that builds, or of that which runs. */
    private static List<String> steps(String stage) {
        Map<?, ?> compose = (Map<?, ?>)
                new Load(LoadSettings.builder().build()).loadFromString(read(Path.of("docker-compose.yml")));
        Map<?, ?> bridge = (Map<?, ?>) ((Map<?, ?>) compose.get("services")).get("bridge");
        String file = ((Map<?, ?>) bridge.get("build")).get("dockerfile_inline").toString();
        List<String> stages = List.of(file.split("(?=FROM )"));
        assertThat(stages).hasSize(2);
        return stages.get("build".equals(stage) ? 0 : 1).lines().toList();
    }

    private static void copy(String step, Path to) {
        COPY.matcher(step).results().forEach(copy -> {
            for (String source : copy.group(1).split(" ")) {
                Path from = Path.of(source);
                Path target = copy.group(2).equals("./") ? to.resolve(source) : to.resolve(copy.group(2));
                try (Stream<Path> files = Files.walk(from)) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        Path place = target.resolve(from.relativize(file).toString());
                        Files.createDirectories(place.getParent());
                        Files.copy(file, place);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
    }

    private static List<String> names(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
