package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.discordbridge.event.DiscordEvent;
import org.discordbridge.event.Dispatch;
import org.discordbridge.event.EventId;
import org.discordbridge.event.EventType;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Entity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events about what a guild has: roles, channels, threads, schedules, rules, invitations. */
@Timeout(120)
class ThingEventsTest extends EventStage {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void ofARoleCarryItsNameBeforeAndWhatChanged() throws Exception {
        stage.route("discord:role-*").start();
        Entity role = home.addRole("keeper");
        role.rename("warden");
        role.delete();
        List<DiscordEvent> events = stage.await(3);

        assertThat(events)
                .extracting(DiscordEvent::event)
                .containsExactly("role-created", "role-updated", "role-deleted");
        assertThat(events)
                .extracting(event -> ((Dispatch) event).subjectName())
                .containsExactly("keeper", "warden", "warden");
        assertThat(events)
                .extracting(event -> ((Dispatch) event).previousName())
                .containsExactly(null, "keeper", null);
        assertThat(((Dispatch) events.get(1)).changed()).containsExactly("name");
        assertThat(events).extracting(event -> ((Dispatch) event).subjectId()).containsOnly(String.valueOf(role.id()));
        assertThat(events.get(0).uuid()).isEqualTo(EventId.ofOnce(EventType.ROLE_CREATED, String.valueOf(role.id())));
        assertThat(events.get(2).uuid()).isEqualTo(EventId.ofOnce(EventType.ROLE_DELETED, String.valueOf(role.id())));
        assertThat(events).extracting(DiscordEvent::guildName).containsOnly("Home");
        assertThat(stage.intents()).containsExactly("GUILDS");
    }

    @Test
    void ofAChannelHappenInIt() throws Exception {
        stage.route("discord:channel-*").start();
        Channel other = home.addTextChannel("other");
        other.rename("renamed");
        other.delete();
        List<DiscordEvent> events = stage.await(3);

        assertThat(events)
                .extracting(DiscordEvent::event)
                .containsExactly("channel-created", "channel-updated", "channel-deleted");
        assertThat(events).extracting(DiscordEvent::channelId).containsOnly(String.valueOf(other.id()));
        assertThat(events).extracting(DiscordEvent::channelName).containsExactly("other", "renamed", "renamed");
        assertThat(((Dispatch) events.get(1)).previousName()).isEqualTo("other");
        assertThat(((Dispatch) events.get(1)).changed()).containsExactly("name");
        JsonNode data = JSON.readTree(((Dispatch) events.get(1)).data());
        assertThat(data.path("name").asText()).isEqualTo("renamed");
        assertThat(((Dispatch) events.get(1)).dispatch()).isEqualTo("CHANNEL_UPDATE");
        assertThat(stage.intents()).containsExactly("DIRECT_MESSAGES", "GUILDS");
    }

    @Test
    void ofAThreadKnowItsChannelToTheEnd() throws Exception {
        stage.route("discord:thread-*").start();
        Channel thread = general.addThread("side");
        home.threads().archive(thread);
        thread.delete();
        List<DiscordEvent> events = stage.await(3);

        assertThat(events)
                .extracting(DiscordEvent::event)
                .containsExactly("thread-created", "thread-updated", "thread-deleted");
        assertThat(events).extracting(DiscordEvent::channelId).containsOnly(String.valueOf(thread.id()));
        assertThat(events).extracting(DiscordEvent::channelName).containsOnly("side");
        assertThat(events).extracting(DiscordEvent::parentChannelId).containsOnly(String.valueOf(general.id()));
        assertThat(events).extracting(DiscordEvent::parentChannelName).containsOnly("general");
        assertThat(((Dispatch) events.get(1)).changed()).contains("archived");
    }

    @Test
    void ofTheAuditLogTellWhoDidWhatToWhat() throws Exception {
        stage.route("discord:audit-log-entry").start();
        long entry = home.moderation().audit(ada, general, "common", "better so");
        Dispatch event = (Dispatch) stage.await(1).get(0);

        assertThat(event.userId()).isEqualTo(String.valueOf(ada.id()));
        assertThat(event.subjectId()).isEqualTo(String.valueOf(general.id()));
        assertThat(event.changed()).containsExactly("name");
        assertThat(event.uuid()).isEqualTo(EventId.ofOnce(EventType.AUDIT_LOG_ENTRY, String.valueOf(entry)));
        assertThat(event.data()).contains("\"reason\":\"better so\"");
        assertThat(stage.intents()).containsExactly("GUILDS", "GUILD_MODERATION");
    }

    @Test
    void ofSchedulesRulesInvitationsAndStagesCarryTheirEssentials() throws Exception {
        stage.route("discord:scheduled-event-*,automod-*,invite-*,stage-*,integration-*")
                .start();
        Entity party = home.life().schedule(ada, "Party");
        home.life().interested(ada, party);
        Entity rule = home.moderation().addRule(ada, "Manners");
        home.moderation().block(rule, ada, general, "a bad word", "bad");
        String code = home.life().invite(ada, general);
        home.voice().openStage(lounge, "Talk");
        Entity integration = home.life().addIntegration(ada, "stream");
        stage.await(7);

        Dispatch scheduled = stage.await(EventType.SCHEDULED_EVENT_CREATED, Dispatch.class);
        assertThat(scheduled.subjectName()).isEqualTo("Party");
        assertThat(scheduled.userName()).isEqualTo("ada");
        Dispatch interested = stage.await(EventType.SCHEDULED_EVENT_USER_ADDED, Dispatch.class);
        assertThat(interested.subjectId()).isEqualTo(String.valueOf(party.id()));
        assertThat(interested.userId()).isEqualTo(String.valueOf(ada.id()));
        Dispatch made = stage.await(EventType.AUTOMOD_RULE_CREATED, Dispatch.class);
        assertThat(made.subjectName()).isEqualTo("Manners");
        assertThat(made.userId()).isEqualTo(String.valueOf(ada.id()));
        Dispatch blocked = stage.await(EventType.AUTOMOD_ACTION_EXECUTED, Dispatch.class);
        assertThat(blocked.subjectId()).isEqualTo(String.valueOf(rule.id()));
        assertThat(blocked.channelName()).isEqualTo("general");
        Dispatch invited = stage.await(EventType.INVITE_CREATED, Dispatch.class);
        assertThat(invited.subjectId()).isEqualTo(code);
        assertThat(invited.userName()).isEqualTo("ada");
        assertThat(stage.await(EventType.STAGE_STARTED, Dispatch.class).subjectName())
                .isEqualTo("Talk");
        assertThat(stage.await(EventType.INTEGRATION_CREATED, Dispatch.class).subjectId())
                .isEqualTo(String.valueOf(integration.id()));
        assertThat(stage.intents())
                .containsExactly(
                        "AUTO_MODERATION_CONFIGURATION",
                        "AUTO_MODERATION_EXECUTION",
                        "GUILDS",
                        "GUILD_INTEGRATIONS",
                        "GUILD_INVITES",
                        "GUILD_SCHEDULED_EVENTS");
    }
}
