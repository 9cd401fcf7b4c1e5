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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Unmodified discord.py and nextcord against the simulator; needs Python, and its package index once. */
@Order(3)
@Simulated
@Timeout(240)
class PythonBotsIT {
    private static final Path HOME = Path.of("target", "python").toAbsolutePath();
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Map<String, String> PACKAGES =
            Map.of("discordpy", "discord.py==2.7.1", "nextcord", "nextcord==2.6.0");

    private final List<String> said = new CopyOnWriteArrayList<>();
    private Process bot;
    DiscordSimulator discord;
    private Guild home;
    private Channel general;
    private User ada;

    @BeforeEach
    void script() {
        home = discord.addGuild("Home");
        general = home.addTextChannel("general");
        ada = discord.addUser("Ada");
        home.addMember(ada);
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (bot != null) {
            bot.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
        }
    }

    private void start(String library) throws Exception {
        Path python = installed(library);
        bot = new ProcessBuilder(
                        python.toString(),
                        HOME.resolve(library + "-bot.py").toString(),
                        discord.apiUrl(),
                        discord.gatewayUrl(),
                        discord.token())
                .redirectErrorStream(true)
                .start();
        Thread reader = new Thread(this::read, library + " output");
        reader.setDaemon(true);
        reader.start();
        awaitSaid("\"event\": \"ready\"");
    }

    /** The Python of an environment that has the library; made once. */
    private static synchronized Path installed(String library) throws Exception {
        assumeTrue(runs("python3", "-c", "import venv, ensurepip"), "python3 with venv is not installed");
        Files.createDirectories(HOME);
        try (var script = PythonBotsIT.class.getResourceAsStream("/simulator/" + library + "-bot.py")) {
            Files.copy(script, HOME.resolve(library + "-bot.py"), StandardCopyOption.REPLACE_EXISTING);
        }
        Path environment = HOME.resolve(library);
        Path python = environment.resolve("bin").resolve("python");
        Path done = environment.resolve("installed");
        String wanted = PACKAGES.get(library);
        if (!Files.exists(done) || !Files.readString(done).equals(wanted)) {
            boolean made = runs("python3", "-m", "venv", environment.toString())
                    && runs(python.toString(), "-m", "pip", "install", "--quiet", wanted);
            assumeTrue(made, "pip cannot install " + wanted + "; is the package index reachable?");
            Files.writeString(done, wanted);
        }
        return python;
    }

    @ParameterizedTest
    @ValueSource(strings = {"discordpy", "nextcord"})
    void receivesAndReplies(String library) throws Exception {
        start(library);
        general.post(ada, MessageDraft.text("!ping").attach(Upload.text("a b.txt", "x")));
        Message pong = general.awaitMessage("pong", SOON);
        assertThat(pong.type()).isEqualTo(19);
        assertThat(pong.attachments()).singleElement().returns("pong.txt", Attachment::filename);
        awaitSaid("\"files\": [\"a_b.txt\"]");
        discord.directMessage(ada, "!ping");
        discord.directChannel(ada).awaitMessage("pong", SOON);
        home.addMember(discord.addUser("Ben"));
        awaitSaid("\"event\": \"joined\", \"name\": \"ben\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"discordpy", "nextcord"})
    void answersWhateverPeopleUse(String library) throws Exception {
        start(library);
        general.post(ada, "!register");
        general.awaitMessage("registered", SOON);

        assertThat(slash("echo", Map.of("message", "hi"))).isEqualTo("hi");
        Interaction typing = discord.typeOption(ada, general, "order tea", "kind", "jasmin", Map.of());
        assertThat(typing.awaitAcknowledged(SOON).suggestions()).containsExactly("jasminade");
        assertThat(slash("order tea", Map.of("kind", "green"))).isEqualTo("tea green");
        Entity role = home.addRole("Crew");
        awaitMembers();
        assertThat(slash(
                        "show",
                        Map.of(
                                "who", ada.id(),
                                "where", general.id(),
                                "role", role.id(),
                                "file", Upload.text("a.txt", "text"))))
                .isEqualTo("ada general Crew text");
        Message quoted = discord.messageCommand(ada, "Quote", general.post(ada, "wise words"))
                .awaitReply(SOON);
        assertThat(quoted.content()).isEqualTo("> wise words");

        general.post(ada, "!menu");
        Message menu = general.awaitMessage("menu", SOON);
        Interaction opened = discord.pressButton(ada, menu, "tell").awaitAcknowledged(SOON);
        assertThat(discord.submitModal(opened, Map.of("text", "hello"))
                        .awaitReply(SOON)
                        .content())
                .isEqualTo("got hello");
        assertThat(discord.choose(ada, menu, "who", Long.toString(ada.id()))
                        .awaitReply(SOON)
                        .content())
                .isEqualTo("Member ada");
        discord.choose(ada, menu, "colour", "blue").awaitAcknowledged(SOON);
        assertThat(menu.content()).isEqualTo("chose blue");
        assertNoErrors();
    }

    // what the bot is told comes in order, so what it says to this came after all before
    private void awaitMembers() {
        general.post(ada, "told");
        awaitSaid("\"content\": \"told\"");
    }

    private String slash(String command, Map<String, ?> options) {
        return discord.slashCommand(ada, general, command, options)
                .awaitReply(SOON)
                .content();
    }

    @ParameterizedTest
    @ValueSource(strings = {"discordpy", "nextcord"})
    void looksAfterItsGuild(String library) throws Exception {
        start(library);
        general.post(ada, "!moderate");
        general.awaitMessage("Home 1 1 ada", SOON);
        assertThat(home.member(ada).path("nick").asText()).isEqualTo("Captain");
        assertThat(home.member(ada).path("roles")).hasSize(1);
        assertNoErrors();
    }

    @ParameterizedTest
    @ValueSource(strings = {"discordpy", "nextcord"})
    void resumesAfterInterruptions(String library) throws Exception {
        start(library);
        discord.gateway().closeAll(4000);
        discord.gateway().awaitResumes(1, SOON);
        general.post(ada, "still here");
        awaitSaid("\"content\": \"still here\"");
        assertThat(discord.gateway().identifies()).isEqualTo(1);
    }

    private void awaitSaid(String text) {
        await().atMost(SOON).untilAsserted(() -> {
            assertNoErrors();
            assertThat(said).anyMatch(line -> line.contains(text));
        });
    }

    private void assertNoErrors() {
        assertThat(said).noneMatch(line -> line.contains("\"event\": \"error\"") || line.contains("Traceback"));
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
