package org.discordbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Unmodified discord.js against the simulator; needs node and npm, and the npm registry once. */
@Simulated
@Timeout(180)
class DiscordJsIT {
    private static final Path HOME = Path.of("target", "discordjs").toAbsolutePath();
    private static final Duration SOON = Duration.ofSeconds(20);

    private final List<String> said = new CopyOnWriteArrayList<>();
    private Process bot;
    DiscordSimulator discord;
    private Guild home;
    private Channel general;
    private User ada;

    @BeforeAll
    static void install() throws Exception {
        assumeTrue(runs("node", "--version"), "node is not installed");
        assumeTrue(runs("npm", "--version"), "npm is not installed");
        Files.createDirectories(HOME);
        try (var script = DiscordJsIT.class.getResourceAsStream("/simulator/discordjs-bot.js")) {
            Files.copy(script, HOME.resolve("bot.js"), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(HOME.resolve("node_modules/discord.js/package.json"))) {
            boolean installed = runs(
                    "npm",
                    "install",
                    "--no-save",
                    "--no-audit",
                    "--no-fund",
                    "--prefix",
                    HOME.toString(),
                    "discord.js@14.28.1");
            assumeTrue(installed, "npm cannot install discord.js@14.28.1; is its registry reachable?");
        }
    }

    @BeforeEach
    void start() throws IOException {
        home = discord.addGuild("Home");
        general = home.addTextChannel("general");
        ada = discord.addUser("Ada");
        String api = discord.apiUrl().replace("/v10", "");
        bot = new ProcessBuilder("node", "bot.js", api, discord.token())
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .start();
        Thread reader = new Thread(this::read, "discord.js output");
        reader.setDaemon(true);
        reader.start();
        awaitSaid("\"event\":\"ready\"");
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (bot != null) {
            bot.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void receivesAndReplies() {
        Message ping = general.post(ada, MessageDraft.text("!ping").attach(Upload.text("a b.txt", "x")));
        Message pong = general.awaitMessage("pong", SOON);
        assertThat(pong.type()).isEqualTo(19);
        assertThat(pong.json().path("referenced_message").path("id").asText()).isEqualTo(Long.toString(ping.id()));
        assertThat(pong.attachments()).singleElement().returns("pong.txt", Attachment::filename);
        awaitSaid("\"files\":[\"a_b.txt\"]");
        discord.directMessage(ada, "!ping");
        discord.directChannel(ada).awaitMessage("pong", SOON);
        home.addTextChannel("later").addThread("aside").post(ada, "in a thread");
        awaitSaid("\"content\":\"in a thread\"");
    }

    @Test
    void answersSlashCommands() {
        discord.addCommand("echo", "message");
        Interaction echo = discord.slashCommand(ada, general, "echo", Map.of("message", "hi"));
        assertThat(echo.awaitReply(SOON).content()).isEqualTo("hi");
        assertThat(echo.deferred()).isTrue();
    }

    @Test
    void answersWhateverElsePeopleUse() {
        general.post(ada, "!register");
        general.awaitMessage("registered", SOON);
        Interaction typing = discord.typeOption(ada, general, "order tea", "kind", "jasmin", Map.of());
        assertThat(typing.awaitAcknowledged(SOON).suggestions()).containsExactly("jasminade");
        assertThat(discord.slashCommand(ada, general, "order tea", Map.of("kind", "green"))
                        .awaitReply(SOON)
                        .content())
                .isEqualTo("tea green");
        Message quoted = discord.messageCommand(ada, "Quote", general.post(ada, "wise words"))
                .awaitReply(SOON);
        assertThat(quoted.content()).isEqualTo("> wise words");
        assertThat(quoted.flags() & 64).isEqualTo(64);

        general.post(ada, "!menu");
        Message menu = general.awaitMessage("menu", SOON);
        Interaction opened = discord.pressButton(ada, menu, "tell").awaitAcknowledged(SOON);
        assertThat(discord.submitModal(opened, Map.of("text", "hello"))
                        .awaitReply(SOON)
                        .content())
                .isEqualTo("got hello");
        discord.choose(ada, menu, "colour", "blue").awaitAcknowledged(SOON);
        assertThat(menu.content()).isEqualTo("chose blue");
        assertThat(said).noneMatch(line -> line.contains("\"event\":\"error\""));
    }

    @Test
    void resumesAfterEveryKindOfInterruption() {
        discord.gateway().reconnect();
        awaitResumed(1);
        discord.gateway().invalidate(true);
        awaitResumed(2);
        discord.gateway().closeAll(4000);
        awaitResumed(3);
        assertThat(discord.gateway().identifies()).isEqualTo(1);
        discord.gateway().invalidate(false);
        discord.gateway().awaitIdentifies(2, SOON);
        general.post(ada, "still here");
        awaitSaid("\"content\":\"still here\"");
    }

    // until the bot has noticed, too: it trips over itself if it is interrupted while it handles RESUMED
    private void awaitResumed(int times) {
        discord.gateway().awaitResumes(times, SOON);
        await().atMost(SOON)
                .until(() -> said.stream()
                                .filter(line -> line.contains("\"event\":\"resumed\""))
                                .count()
                        >= times);
    }

    private void awaitSaid(String text) {
        await().atMost(SOON).untilAsserted(() -> assertThat(said).anyMatch(line -> line.contains(text)));
        assertThat(said).noneMatch(line -> line.contains("\"event\":\"error\""));
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(bot.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(said::add);
        } catch (IOException | UncheckedIOException ended) {
            // the bot was stopped
        }
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(120, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
