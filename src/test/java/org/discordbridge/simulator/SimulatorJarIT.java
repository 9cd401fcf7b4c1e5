package org.discordbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The simulator as others get it: a jar of its own. */
@Timeout(60)
class SimulatorJarIT {
    private static final Path JAR = Path.of("target/discord-bridge-tests.jar");

    @Test
    void hasTheSimulatorAndNothingThatChangesTheTestsOfOthers() throws Exception {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> files = jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .filter(name -> !name.startsWith("META-INF/"))
                    .toList();

            assertThat(files)
                    .contains(
                            "org/discordbridge/simulator/DiscordSimulator.class",
                            "org/discordbridge/simulator/junit/Simulated.class",
                            "simulator/chat/index.html")
                    .allMatch(name ->
                            name.startsWith("org/discordbridge/simulator/") || name.startsWith("simulator/chat/"))
                    .noneMatch(name -> name.contains("Test") || name.contains("IT.class") || name.contains("Jda"));
        }
    }

    @Test
    void runsOnItsOwn() throws Exception {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-jar",
                        JAR.toString(),
                        "--port",
                        "0",
                        "--token",
                        "of-mine")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String chat = lines.readLine();
            assertThat(chat).matches("Chat     http://127\\.0\\.0\\.1:\\d+/chat");
            String rest = lines.readLine().substring(9);
            assertThat(get(chat.substring(9), "none").statusCode()).isEqualTo(200);
            assertThat(get(rest + "/users/@me", "Bot of-mine").statusCode()).isEqualTo(200);
            assertThat(get(rest + "/users/@me", "Bot of-theirs").statusCode()).isEqualTo(401);
        } finally {
            process.destroyForcibly();
        }
    }

    private static HttpResponse<String> get(String url, String authorization) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", authorization)
                .header("User-Agent", "DiscordBot (https://example.org, 1)")
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
