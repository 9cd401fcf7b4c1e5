package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.util.Map;
import java.util.Set;
import org.apache.camel.builder.RouteBuilder;
import org.discordbridge.discord.options.GatewayEvents;
import org.discordbridge.discord.sharing.Membership;
import org.discordbridge.discord.sharing.ShardHost;
import org.discordbridge.discord.sharing.ShardSharing;
import org.discordbridge.event.DiscordEvent;
import org.discordbridge.event.Dispatch;
import org.discordbridge.event.EventType;
import org.discordbridge.event.MessageEdited;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.simulator.Entity;
import org.discordbridge.simulator.Message;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What a session hears that leaves the gateway to JDA, and what it does not. */
@Timeout(120)
@ResourceLock(value = "log of DiscordSession", mode = ResourceAccessMode.READ)
class GatewayByJdaTest extends AllEventsTest {
    @BeforeEach
    void leaveTheGatewayToJda() {
        component().getConfiguration().setGatewayEvents(GatewayEvents.JDA);
    }

    private DiscordComponent component() {
        return stage.context.getComponent("discord", DiscordComponent.class);
    }

    /** JDA fails on a voice server that it has not asked for, and on the simulator's entitlements, whose SKU is a word. */
    @Override
    Set<EventType> lost() {
        return Set.of(EventType.VOICE_SERVER_UPDATED, EventType.ENTITLEMENT_UPDATED, EventType.ENTITLEMENT_DELETED);
    }

    @Test
    @Override
    void ofTheVoiceServerHideItsToken() throws Exception {
        stage.route("discord:voice-server-updated,typing").start();
        home.voice().server("secret-voice-token", "voice.example.org");
        general.typing(ada);

        assertThat(stage.await(1)).extracting(DiscordEvent::type).containsExactly(EventType.TYPING);
    }

    @Test
    void editsKnowTheTextBefore() throws Exception {
        stage.route("discord:message-created,message-edited").start();
        Message message = general.post(ada, "first");
        stage.await(1);
        message.edit("second");

        MessageEdited edited = stage.await(EventType.MESSAGE_EDITED, MessageEdited.class);
        assertThat(edited.previousContent()).isEqualTo("first");
        assertThat(edited.content()).isEqualTo("second");
    }

    @Test
    void changesAreToldWithoutTheNameBefore() throws Exception {
        stage.route("discord:channel-*,role-*").start();
        await().atMost(ComponentStage.SOON)
                .until(() -> component().ownSession().findings().haveGuildsCome());
        general.rename("main");
        Dispatch renamed = stage.await(EventType.CHANNEL_UPDATED, Dispatch.class);
        Entity role = home.addRole("keeper");
        stage.await(EventType.ROLE_CREATED, Dispatch.class);
        role.delete();
        Dispatch deleted = stage.await(EventType.ROLE_DELETED, Dispatch.class);

        assertThat(renamed.changed()).containsExactly("name");
        assertThat(renamed.subjectName()).isEqualTo("main");
        assertThat(renamed.previousName()).isNull();
        assertThat(deleted.subjectName()).isNull();
        assertThat(deleted.changed()).isEmpty();
    }

    @Test
    void resumesALostConnection() throws Exception {
        stage.route("discord:message-created").start();
        general.post(ada, "before");
        stage.await(1);
        discord.gateway().closeAll(4000);
        general.post(ada, "meanwhile");
        stage.await(2);
        discord.gateway().awaitResumes(1, ComponentStage.SOON);

        assertThat(discord.sessions()).hasSize(1);
        assertThat(discord.sessions().get(0).resumes()).isEqualTo(1);
    }

    @Test
    void beginsAnewIfTheSessionIsInvalid() throws Exception {
        stage.route("discord:message-created").start();
        general.post(ada, "before");
        stage.await(1);
        discord.gateway().closeAll(4009);
        await().atMost(ComponentStage.SOON).until(() -> discord.sessions().size() == 2);
        await().atMost(ComponentStage.SOON)
                .until(() -> discord.sessions().get(1).connected());
        general.post(ada, "after");

        assertThat(stage.await(2)).extracting(DiscordEvent::content).containsExactly("before", "after");
    }

    @Test
    void commandsAreAnswered() throws Exception {
        stage.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("discord:command?name=ping&description=Pings")
                        .setBody(constant("pong"))
                        .to("discord:reply-interaction");
            }
        });
        stage.start();
        await().atMost(ComponentStage.SOON).until(() -> !discord.commands().isEmpty());

        assertThat(discord.slashCommand(ada, general, "ping", Map.of())
                        .awaitReply(ComponentStage.SOON)
                        .content())
                .isEqualTo("pong");
    }

    @Test
    void whatJdaCannotReadIsLost() throws Exception {
        try (CapturedLog jda = CapturedLog.of("net.dv8tion.jda", Level.WARN)) {
            stage.route("discord:message-created,channel-created").start();
            await().atMost(ComponentStage.SOON)
                    .until(() -> component().ownSession().findings().haveGuildsCome());
            discord.gateway()
                    .dispatch(
                            "CHANNEL_CREATE",
                            home.id(),
                            Map.of("guild_id", String.valueOf(home.id()), "id", "none", "type", 0, "name", "odd"));
            general.post(ada, "goes on");

            assertThat(stage.await(1)).extracting(DiscordEvent::type).containsExactly(EventType.MESSAGE_CREATED);
            assertThat(jda.text()).contains("CHANNEL_CREATE");
        }
    }

    @Test
    void isRefusedTogetherWithSharedShards() {
        component().setShardSharing(new ShardSharing() {
            @Override
            public boolean isOn() {
                return true;
            }

            @Override
            public Membership join(ShardHost host) {
                throw new IllegalStateException("not to be asked");
            }
        });

        assertThatThrownBy(() -> stage.route("discord:message-created").start())
                .hasMessage("gatewayEvents=jda does not go with shardSharing: only dispatches that are read before JDA"
                        + " reads them can be handed over. Leave one of the two out");
    }
}
