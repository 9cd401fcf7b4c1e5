package org.discordbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The options of the simulator as a program of its own. */
@Timeout(120)
class StandaloneTest {
    private static DiscordSimulator start(String... args) {
        return Standalone.start(StandaloneOptions.of(List.of(args)));
    }

    @Test
    void peopleAreMembers() throws Exception {
        try (DiscordSimulator discord = start()) {
            Guild home = discord.guilds().get(0);

            assertThat(home.name()).isEqualTo("Home");
            assertThat(home.channels()).extracting(Channel::name).containsExactly("general", "random");
            assertThat(new Wire(discord)
                            .call("GET", "/guilds/" + home.id() + "/members?limit=10", null)
                            .body()
                            .findValuesAsText("username"))
                    .containsExactlyInAnyOrder("bridge", "ada", "ben", "cleo", "owner");
        }
    }

    @Test
    void optionsComeFromTheCommandLineAndAFile(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("world.properties"), """
                # a strict one
                token=theirs
                rate-limits=on
                deny=SEND_MESSAGES, kick-members
                intents-off=MESSAGE_CONTENT
                guilds=3
                shards=2
                people=Zoe
                """);
        try (DiscordSimulator discord = start("--token", "mine", "--file", file.toString())) {
            Wire wire = new Wire(discord);
            String general =
                    "/channels/" + discord.guilds().get(2).channels().get(0).id() + "/messages";

            assertThat(discord.token()).isEqualTo("mine");
            assertThat(discord.guilds()).hasSize(3);
            assertThat(wire.call("POST", general, "{\"content\":\"x\"}").code()).isEqualTo(50013);
            assertThat(wire.call("GET", "/gateway/bot", null)
                            .body()
                            .path("shards")
                            .asInt())
                    .isEqualTo(2);
            assertThat(wire.identified(1 << 15).closeCode()).isEqualTo(4014);
            for (int i = 1; i < 5; i++) {
                wire.call("POST", general, "{\"content\":\"x\"}");
            }
            assertThat(wire.call("POST", general, "{\"content\":\"x\"}").status())
                    .isEqualTo(429);
        }
    }

    @Test
    void theBotHasFiftyRequestsASecond() throws Exception {
        try (DiscordSimulator discord = start("--rate-limits", "on", "--guilds", "60")) {
            Wire wire = new Wire(discord);
            // enough of them for two seconds, and many at the same time
            List<Callable<Wire.Reply>> calls = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                discord.guilds().forEach(guild -> calls.add(() -> wire.call("GET", "/guilds/" + guild.id(), null)));
            }
            ExecutorService threads = Executors.newFixedThreadPool(20);
            Wire.Reply refused = null;
            for (Future<Wire.Reply> call : threads.invokeAll(calls)) {
                refused = call.get().status() == 429 && refused == null ? call.get() : refused;
            }
            threads.shutdown();
            assertThat(refused).isNotNull();
            assertThat(refused.body().path("global").asBoolean()).isTrue();
            assertThat(refused.raw().headers().firstValue("X-RateLimit-Global")).hasValue("true");
            assertThat(refused.raw().headers().firstValue("X-RateLimit-Scope")).hasValue("global");
            assertThat(wire.call("POST", "/interactions/1/x/callback", "{\"type\":5}")
                            .code())
                    .isEqualTo(10062);
            discord.advanceClock(java.time.Duration.ofSeconds(1));
            assertThat(wire.call("GET", "/users/@me", null).status()).isEqualTo(200);
        }
    }

    @Test
    void whatSeveralBotsWithOneTokenShareIsLimited() throws Exception {
        try (DiscordSimulator discord = start(
                "--global-limit",
                "1",
                "--guilds",
                "4",
                "--shards",
                "2",
                "--guilds-per-shard",
                "3",
                "--max-concurrency",
                "2",
                "--identify-limit",
                "on")) {
            Wire wire = new Wire(discord);
            assertThat(wire.call("GET", "/gateway/bot", null)
                            .body()
                            .path("session_start_limit")
                            .path("max_concurrency")
                            .asInt())
                    .isEqualTo(2);
            int refused = 0;
            // as often as it takes for two of them to be in one second
            for (int i = 0; i < 1000 && refused == 0; i++) {
                refused = wire.call("GET", "/users/@me", null).status() == 429 ? 1 : 0;
            }
            assertThat(discord.requestRate().refusals()).hasSize(1);
            Wire.Socket whole = wire.connect();
            whole.identify(discord.token(), 0, 1);
            assertThat(whole.closeCode()).isEqualTo(4011);
            Wire.Socket early = wire.connect();
            early.identify(discord.token(), 0, 2);
            early.next(9);
            Wire.Socket other = wire.connect();
            other.identify(discord.token(), 1, 2);
            other.next("READY");
            assertThat(discord.gateway().earlyIdentifies()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "--port x # --port takes a number from 0 to 65535, not 'x'.",
                "--guilds 0 # --guilds takes a number from 1 to 5000, not '0'.",
                "--rate-limits maybe # --rate-limits takes on|off, not 'maybe'.",
                "--global-limit 0 # --global-limit takes a number from 1 to 100000, not '0'.",
                "--identify-limit yes # --identify-limit takes on|off, not 'yes'.",
                "--token # --token takes TOKEN, not ''.",
                "--ids mine # --ids takes fixed|new, not 'mine'."
            },
            quoteCharacter = '~')
    void whatIsWrongIsSaid(String args, String message) {
        assertThatThrownBy(() -> StandaloneOptions.of(List.of(args.split(" ")))).hasMessage(message);
    }

    @Test
    void idsAreTheSameAtEachStartUnlessTheyAreToBeNew() {
        List<Long> before = ids();
        assertThat(before).doesNotHaveDuplicates().startsWith(800_000_000_000_000_000L);
        assertThat(ids()).isEqualTo(before);
        assertThat(ids("--ids", "new")).doesNotContainAnyElementsOf(before);
    }

    /** The ids of the bot, guilds, channels, people, roles; each message's is of the time. */
    private static List<Long> ids(String... args) {
        try (DiscordSimulator discord = start(args)) {
            Guild home = discord.guilds().get(0);
            User zoe = discord.addUser("Zoe");
            Instant before = Instant.now();
            Message message = home.channels().get(0).post(zoe, "woof");
            assertThat(Instant.ofEpochMilli((message.id() >> 22) + 1_420_070_400_000L))
                    .isAfterOrEqualTo(before.truncatedTo(ChronoUnit.MILLIS));
            return List.of(
                    discord.bot().id(),
                    home.id(),
                    discord.addGuild("Away").id(),
                    home.channels().get(0).id(),
                    home.channels().get(1).id(),
                    home.addTextChannel("new").id(),
                    home.addRole("Crew").id(),
                    discord.directChannel(zoe).id(),
                    zoe.id());
        }
    }

    @Test
    void whatIsNotKnownIsSaid() {
        assertThatThrownBy(() -> StandaloneOptions.of(List.of("--prot", "1")))
                .hasMessage("'--prot 1' is not known. Say --port PORT, --token TOKEN, --rate-limits on|off,"
                        + " --global-limit NUMBER, --deny PERMISSION,..., --intents-off INTENT,..., --guilds NUMBER,"
                        + " --shards NUMBER, --guilds-per-shard NUMBER, --max-concurrency NUMBER, --identify-limit"
                        + " on|off, --people NAME,..., --ids fixed|new, --file FILE.");
        assertThatThrownBy(() -> StandaloneOptions.of(List.of("--deny", "FLY")))
                .hasMessageStartingWith("--deny does not know 'FLY'. There are [CREATE_INSTANT_INVITE, KICK_MEMBERS,");
        assertThatThrownBy(() -> StandaloneOptions.of(List.of("--intents-off", "GUILDS")))
                .hasMessage("GUILDS is not privileged, Discord cannot switch it off");
        assertThatThrownBy(() -> StandaloneOptions.of(List.of("--file", "nowhere.properties")))
                .hasMessageStartingWith("The file nowhere.properties cannot be read");
    }
}
