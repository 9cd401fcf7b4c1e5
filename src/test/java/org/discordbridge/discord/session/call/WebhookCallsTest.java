package org.discordbridge.discord.session.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;
import net.dv8tion.jda.internal.entities.channel.concrete.ThreadChannelImpl;
import org.discordbridge.discord.session.Shard;
import org.discordbridge.discord.session.read.MessageJson;
import org.discordbridge.discord.session.read.NameLookup;
import org.discordbridge.discord.session.read.RestMessages;
import org.discordbridge.discord.session.read.Shards;
import org.discordbridge.discord.session.rest.BanGuard;
import org.discordbridge.discord.session.rest.Rest;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What JDA's cache shows for a moment only, and the component's tests therefore cannot bring about. */
@Simulated
@Timeout(120)
class WebhookCallsTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    DiscordSimulator discord;
    private JDA jda;

    @AfterEach
    void disconnect() {
        jda.shutdownNow();
    }

    @Test
    void askForTheChannelOfAThreadThatHasJustBegun() throws Exception {
        Channel general = discord.addGuild("Home").addTextChannel("general");
        Channel side = general.addThread("side");
        connect();
        ThreadChannel thread = await().until(() -> jda.getThreadChannelById(side.id()), Objects::nonNull);
        // as it is in the cache before JDA says its parent
        ((ThreadChannelImpl) thread).setParentChannel(null);

        List<SentMessage> posted = webhooks()
                .post(thread.getId(), List.of(new OutgoingMessage(Map.of("content", "Rain"), List.of())), SentLog.NONE)
                .get();

        assertThat(posted).extracting(SentMessage::channelId).containsExactly(thread.getId());
        assertThat(side.awaitMessages(1, SOON))
                .extracting(shown -> shown.content())
                .containsExactly("Rain");
    }

    private void connect() {
        jda = JDABuilder.createLight(discord.token(), GatewayIntent.GUILD_MESSAGES)
                .setRestConfig(new RestConfig().setBaseUrl(discord.apiUrl()))
                .setSessionController(new SessionControllerAdapter() {
                    @Override
                    public String getGateway() {
                        return discord.gatewayUrl();
                    }
                })
                .build();
    }

    private WebhookCalls webhooks() {
        Shards shards = new Shards(jda);
        shards.add(new Shard(0, 1), jda);
        Rest rest = new Rest(jda, new BanGuard(1_000, SOON, Clock.systemUTC()));
        return new WebhookCalls(
                shards, rest, new RestMessages(new MessageJson(new NameLookup(shards))), new OwnWebhooks());
    }
}
