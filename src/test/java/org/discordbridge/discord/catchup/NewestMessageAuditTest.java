package org.discordbridge.discord.catchup;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.discordbridge.discord.ComponentStage;
import org.discordbridge.discord.KeptStates;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.FaultRule;
import org.discordbridge.simulator.RecordedCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Guilds are asked now and then for what the gateway may have lost. */
@Order(2)
@Timeout(120)
class NewestMessageAuditTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final KeptStates repository = new KeptStates(new ConcurrentHashMap<>());
    private DiscordSimulator discord;

    @AfterEach
    void close() {
        discord.close();
    }

    @Test
    void guildsAreAuditedOneAfterTheOther() throws Exception {
        discord = DiscordSimulator.start();
        for (int i = 0; i < 10; i++) {
            discord.addGuild("Guild " + i);
        }
        discord.fault(Fault.slow(Duration.ofSeconds(5)))
                .on("GET", "/guilds/*/channels")
                .times(1);
        try (ComponentStage stage = new ComponentStage(discord)) {
            stage.context.getRegistry().bind("positions", repository);
            stage.route("discord:message-created?positionRepository=#positions&auditInterval=50")
                    .start();
            discord.awaitCalls(1, "GET", "/guilds/*/channels", SOON);
            Awaitility.await("no other while Discord does not answer")
                    .during(Duration.ofMillis(500))
                    .atMost(SOON)
                    .until(() -> discord.calls("GET", "/guilds/*/channels").size() == 1);
            Awaitility.await("every guild is asked for")
                    .atMost(SOON)
                    .until(() -> discord.calls("GET", "/guilds/*/channels").stream()
                                    .map(RecordedCall::path)
                                    .distinct()
                                    .count()
                            == 10);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/guilds/*/channels", "/guilds/*/threads/active"})
    void anAuditThatIsNotUnderstoodIsMadeAgain(String path) throws Exception {
        discord = DiscordSimulator.start();
        discord.addGuild("Home").addTextChannel("general");
        FaultRule rule = discord.fault(Fault.garbage()).on("GET", path).times(1);
        try (ComponentStage stage = new ComponentStage(discord)) {
            stage.context.getRegistry().bind("positions", repository);
            stage.route("discord:message-created?positionRepository=#positions&auditInterval=50")
                    .start();
            Awaitility.await().atMost(SOON).until(() -> rule.hits() == 1);
            int before = discord.calls("GET", path).size();
            discord.awaitCalls(before + 2, "GET", path, SOON);
        }
    }

    @Test
    void aServerThatListsNoThreadsIsAuditedAllTheSame() throws Exception {
        discord = DiscordSimulator.start();
        discord.addGuild("Home").addTextChannel("general");
        discord.fault(Fault.answer(404, Map.of("Via", "x"), "404 page not found"))
                .on("GET", "/guilds/*/threads/active");
        try (ComponentStage stage = new ComponentStage(discord)) {
            stage.context.getRegistry().bind("positions", repository);
            stage.route("discord:message-created?positionRepository=#positions&auditInterval=50")
                    .start();
            discord.awaitCalls(3, "GET", "/guilds/*/channels", SOON);
        }
    }
}
