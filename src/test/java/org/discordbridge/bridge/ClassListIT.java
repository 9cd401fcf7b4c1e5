package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.ServersExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The classes that the JVM takes from {@code target/discord-bridge.jsa}, and which these are. */
@Timeout(120)
@ExtendWith(ServersExtension.class)
class ClassListIT {
    private static final String ARCHIVED = "shared objects file";

    @TempDir
    Path directory;

    @Test
    void theShippedOptionsTakeClassesFromTheArchive() throws Exception {
        assertThat(help("-Xlog:class+load").lines().filter(line -> line.contains("org.discordbridge.Main ")))
                .singleElement()
                .asString()
                .contains(ARCHIVED);
    }

    @Test
    void anArchiveOfAnotherJvmIsPassedOverWithoutAWord() throws Exception {
        Path other = Files.write(directory.resolve("other.jsa"), new byte[10_000]);
        assertThat(help("-XX:SharedArchiveFile=" + other)).startsWith("Usage: java -jar discord-bridge.jar");
    }

    /** What it prints with the shipped options and one more. */
    private static String help(String option) throws Exception {
        Process bridge = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@jvm.options",
                        option,
                        "-jar",
                        "target/discord-bridge.jar",
                        "--help")
                .redirectErrorStream(true)
                .start();
        String output = new String(bridge.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bridge.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    /** Writes down which classes a bridge loads, into the file that {@code -Dclasses=} names. */
    @Test
    @EnabledIfSystemProperty(named = "classes", matches = ".+")
    void writesTheListAnew(KafkaServer kafka, RegistryServer registry, S3Server s3) throws Exception {
        Path list = directory.resolve("classes.list");
        try (FileScene scene = new FileScene(kafka, registry, s3, Files.createDirectory(directory.resolve("bridge")));
                Answers answers = new Answers(scene.stage())) {
            scene.bridge().withShippedOptions().withOption("-Xshare:off").withOption("-XX:DumpLoadedClassList=" + list);
            scene.start();
            EveryPart.use(scene, answers);
            scene.bridge().stop();
        }
        Files.copy(list, Path.of(System.getProperty("classes")), StandardCopyOption.REPLACE_EXISTING);
    }
}
