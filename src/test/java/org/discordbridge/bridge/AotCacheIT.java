package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.ServersExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a run of the bridge leaves for the starts after it: written to the file that {@code aot.cache} names, if any. */
@Timeout(180)
@EnabledForJreRange(minVersion = 25, disabledReason = "older ones make no AOT cache of a run")
@ExtendWith(ServersExtension.class)
class AotCacheIT {
    private static final String OPTION = "-XX:AOTCache=";
    private static final Path OPTIONS = Path.of("aot.options");
    private static final Path SHIPPED = Path.of("target/discord-bridge.aot");

    @TempDir
    Path directory;

    @Test
    void holdsWhatTheNextStartNeeds(KafkaServer kafka, RegistryServer registry, S3Server s3) throws Exception {
        Path cache = directory.resolve("bridge.aot");
        try (FileScene scene = new FileScene(kafka, registry, s3, Files.createDirectory(directory.resolve("bridge")));
                Answers answers = new Answers(scene.stage())) {
            scene.bridge().withOptions(optionsBesides(OPTION)).withOption("-XX:AOTCacheOutput=" + cache);
            scene.start();
            EveryPart.use(scene, answers);
            scene.bridge().stop();
        }

        assertThat(help(cache).lines().filter(line -> line.contains("org.discordbridge.Main ")))
                .singleElement()
                .asString()
                .contains("shared objects file");
        String output = System.getProperty("aot.cache", "");
        if (!output.isEmpty()) {
            Files.copy(cache, Path.of(output), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    void areOptionsThatStartWithoutOneToo() throws Exception {
        assertThat(help(directory.resolve("missing.aot"))).contains("org.discordbridge.Main source: ");
        assertThat(Files.readAllLines(OPTIONS)).contains(OPTION + SHIPPED);
    }

    private static List<String> optionsBesides(String option) throws Exception {
        return Files.readAllLines(OPTIONS).stream()
                .filter(line -> !line.startsWith("#") && !line.startsWith(option))
                .toList();
    }

    private static String help(Path cache) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(optionsBesides(OPTION));
        command.addAll(List.of(OPTION + cache, "-Xlog:class+load", "-jar", "target/discord-bridge.jar", "--help"));
        Process bridge = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(bridge.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bridge.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(bridge.exitValue()).as(output).isZero();
        return output;
    }
}
