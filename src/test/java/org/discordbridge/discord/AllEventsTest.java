package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.discordbridge.event.DiscordEvent;
import org.discordbridge.event.Dispatch;
import org.discordbridge.event.EventId;
import org.discordbridge.event.EventType;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Entity;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.User;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every event there is, through JDA, from what people and Discord do. */
@Simulated
@Timeout(60)
class AllEventsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    DiscordSimulator discord;
    private Guild home;
    private Channel general;
    private Channel lounge;
    private User ada;
    private ComponentStage stage;

    @BeforeEach
    void script() {
        home = discord.addGuild("Home");
        general = home.addTextChannel("general");
        lounge = home.addVoiceChannel("lounge");
        ada = discord.addUser("Ada");
        stage = new ComponentStage(discord);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void areDelivered() throws Exception {
        stage.route("discord:*").start();
        everything();
        Set<EventType> all = EnumSet.allOf(EventType.class);
        all.removeIf(EventType::isInteraction);

        Awaitility.await()
                .atMost(ComponentStage.SOON)
                .untilAsserted(() -> assertThat(
                                stage.events().stream().map(DiscordEvent::type).distinct())
                        .containsExactlyInAnyOrderElementsOf(all));
        assertThat(stage.events())
                .allSatisfy(event -> assertThat(event.uuid()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
                .extracting(DiscordEvent::uuid)
                .doesNotHaveDuplicates();
        assertThat(stage.events().stream().filter(event -> event.type() != EventType.READY))
                .allSatisfy(event -> assertThat(event.timestamp())
                        .isBetween(
                                Instant.now().minusSeconds(120), Instant.now().plusSeconds(5)));
        assertThat(stage.events().toString()).doesNotContain("first words", "secret-voice-token");
    }

    /** Everything that has an event, at least once. */
    private void everything() {
        Message message = general.post(ada, "first words");
        message.edit("second words");
        message.unfurl("a page");
        message.react(ada, "👍");
        message.unreact(ada, "👍");
        message.clearReactions();
        message.vote(ada, 1);
        message.unvote(ada, 1);
        message.pin(ada);
        message.delete();
        general.typing(ada);
        home.addMember(discord.addUser("Ben"));
        home.life().setNick(ada, "Countess");
        home.life().ban(ada);
        home.life().unban(ada);
        home.life().presence(ada, "idle");
        Channel thread = general.addThread("side");
        home.life().archive(thread);
        home.life().addToThread(thread, ada);
        home.life().muteThread(thread);
        home.life().syncThreads(general);
        thread.delete();
        Channel other = home.addTextChannel("other");
        other.rename("renamed");
        other.delete();
        lived(home.life().addRole("keeper"));
        home.rename("House");
        home.unavailable(true);
        home.unavailable(false);
        Guild away = discord.addGuild("Away");
        away.leave();
        home.life().setEmojis("wave");
        home.life().setStickers("hi");
        lived(home.life().addSound("drum"));
        home.life().updateSounds();
        home.life().enterVoice(ada, lounge);
        home.life().muteVoice(ada, true);
        home.life().voiceEffect(ada, lounge, "🎉");
        home.life().voiceStatus(lounge, "singing");
        home.life().enterVoice(ada, home.addVoiceChannel("attic"));
        home.life().leaveVoice(ada);
        home.life().voiceServer("secret-voice-token", "voice.example.org");
        lived(home.life().openStage(lounge, "Talk"));
        Entity party = home.life().schedule(ada, "Party");
        home.life().interested(ada, party);
        home.life().notInterested(ada, party);
        lived(party);
        Entity rule = home.life().addRule(ada, "Manners");
        home.life().block(rule, ada, general, "a bad word", "bad");
        lived(rule);
        home.life().audit(ada, general, "common", "better so");
        home.life().deleteInvite(general, home.life().invite(ada, general));
        general.addWebhook("Hook");
        lived(home.life().addIntegration(ada, "stream"));
        lived(home.life().entitle(ada));
        home.life().restrictCommand(77);
        discord.renameBot("The Bridge");
        discord.gateway().dispatch("SOMETHING_NEW", home.id(), Map.of("guild_id", String.valueOf(home.id())));
    }

    private static void lived(Entity entity) {
        entity.rename("another");
        entity.delete();
    }

    @Test
    void ofARoleCarryItsNameBeforeAndWhatChanged() throws Exception {
        stage.route("discord:role-*").start();
        Entity role = home.life().addRole("keeper");
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
        home.life().archive(thread);
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
    void ofAMemberCarryThePerson() throws Exception {
        stage.route("discord:member-*").start();
        Entity role = home.life().addRole("keeper");
        home.addMember(ada);
        home.life().setRoles(ada, role);
        home.life().ban(ada);
        home.life().unban(ada);
        List<DiscordEvent> events = stage.await(5);

        assertThat(events)
                .extracting(DiscordEvent::event)
                .containsExactly("member-joined", "member-updated", "member-left", "member-banned", "member-unbanned");
        assertThat(events).extracting(DiscordEvent::userId).containsOnly(String.valueOf(ada.id()));
        assertThat(events).extracting(DiscordEvent::userName).containsOnly("ada");
        assertThat(events).extracting(DiscordEvent::userIsBot).containsOnly(false);
        assertThat(events.get(1).userRoles()).containsExactly(String.valueOf(role.id()));
        assertThat(stage.out.getExchanges().get(0).getMessage().getHeaders())
                .containsEntry(DiscordConstants.EVENT, "member-joined")
                .containsEntry(DiscordConstants.USER_ID, String.valueOf(ada.id()))
                .containsEntry(DiscordConstants.GUILD_ID, String.valueOf(home.id()))
                .hasSize(4);
        assertThat(stage.intents()).containsExactly("GUILDS", "GUILD_MEMBERS", "GUILD_MODERATION");
    }

    @Test
    void ofVoiceTellEnteringFromMovingAndLeaving() throws Exception {
        User ben = discord.addUser("Ben");
        home.life().enterVoice(ben, lounge);
        Channel attic = home.addVoiceChannel("attic");
        stage.route("discord:voice-*").start();
        home.life().enterVoice(ada, lounge);
        home.life().muteVoice(ada, true);
        home.life().enterVoice(ada, attic);
        home.life().leaveVoice(ada);
        home.life().leaveVoice(ben);
        stage.await(5);

        Dispatch joined = stage.await(EventType.VOICE_JOINED, Dispatch.class);
        assertThat(joined.channelName()).isEqualTo("lounge");
        assertThat(joined.userName()).isEqualTo("ada");
        assertThat(stage.await(EventType.VOICE_UPDATED, Dispatch.class).data()).contains("\"self_mute\":true");
        Dispatch moved = stage.await(EventType.VOICE_MOVED, Dispatch.class);
        assertThat(moved.channelName()).isEqualTo("attic");
        assertThat(moved.subjectId()).isEqualTo(String.valueOf(lounge.id()));
        assertThat(moved.subjectName()).isEqualTo("lounge");
        assertThat(stage.events().stream()
                        .filter(event -> event.type() == EventType.VOICE_LEFT)
                        .map(event -> event.userName() + " " + event.channelName()))
                .as("who was there before the session is known, too")
                .containsExactlyInAnyOrder("ada attic", "ben lounge");
    }

    @Test
    void ofAGuildTellJoiningFromAnOutage() throws Exception {
        stage.route("discord:guild-*").start();
        home.unavailable(true);
        home.unavailable(false);
        Guild away = discord.addGuild("Away");
        away.leave();
        stage.await(5);

        assertThat(stage.events().stream()
                        .filter(event -> event.guildId().equals(String.valueOf(home.id())))
                        .map(DiscordEvent::event))
                .containsExactly("guild-available", "guild-unavailable", "guild-available");
        assertThat(stage.events().stream()
                        .filter(event -> event.guildId().equals(String.valueOf(away.id())))
                        .map(event -> event.event() + " " + event.guildName()))
                .containsExactly("guild-joined Away", "guild-left Away");
        JsonNode data = JSON.readTree(
                stage.await(EventType.GUILD_JOINED, Dispatch.class).data());
        assertThat(data.path("name").asText()).isEqualTo("Away");
        assertThat(data.has("channels") || data.has("members") || data.has("roles"))
                .isFalse();
    }

    @Test
    void ofTheAuditLogTellWhoDidWhatToWhat() throws Exception {
        stage.route("discord:audit-log-entry").start();
        long entry = home.life().audit(ada, general, "common", "better so");
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
        Entity rule = home.life().addRule(ada, "Manners");
        home.life().block(rule, ada, general, "a bad word", "bad");
        String code = home.life().invite(ada, general);
        home.life().openStage(lounge, "Talk");
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

    @Test
    void ofPresenceTypingAndVotesCarryWhoAndWhere() throws Exception {
        stage.route("discord:presence-*,typing,poll-vote-*").start();
        home.life().presence(ada, "idle");
        general.typing(ada);
        Message poll = general.post(ada, "poll");
        poll.vote(ada, 2);
        stage.await(3);

        Dispatch presence = stage.await(EventType.PRESENCE_UPDATED, Dispatch.class);
        assertThat(presence.subjectName()).isEqualTo("idle");
        assertThat(presence.userId()).isEqualTo(String.valueOf(ada.id()));
        Dispatch typing = stage.await(EventType.TYPING, Dispatch.class);
        assertThat(typing.channelName()).isEqualTo("general");
        assertThat(typing.userName()).isEqualTo("ada");
        Dispatch vote = stage.await(EventType.POLL_VOTE_ADDED, Dispatch.class);
        assertThat(vote.messageId()).isEqualTo(String.valueOf(poll.id()));
        assertThat(vote.subjectId()).isEqualTo("2");
        assertThat(stage.intents())
                .containsExactly(
                        "DIRECT_MESSAGE_POLLS",
                        "DIRECT_MESSAGE_TYPING",
                        "GUILDS",
                        "GUILD_MESSAGE_POLLS",
                        "GUILD_MESSAGE_TYPING",
                        "GUILD_PRESENCES");
    }

    @Test
    void withoutANameAreRaw() throws Exception {
        stage.route("discord:raw").start();
        discord.gateway()
                .dispatch(
                        "SOMETHING_NEW",
                        home.id(),
                        Map.of(
                                "guild_id", String.valueOf(home.id()),
                                "channel_id", String.valueOf(general.id()),
                                "id", "5",
                                "x",
                                        Map.of(
                                                "token",
                                                "hide me",
                                                "y",
                                                List.of(Map.of("access_token", "me too", "z", 1)))));
        Dispatch event = (Dispatch) stage.await(1).get(0);

        assertThat(event.dispatch()).isEqualTo("SOMETHING_NEW");
        assertThat(event.channelName()).isEqualTo("general");
        assertThat(event.subjectId()).isEqualTo("5");
        assertThat(JSON.readTree(event.data()))
                .isEqualTo(JSON.readTree("{\"guild_id\":\"" + home.id() + "\",\"channel_id\":\"" + general.id()
                        + "\",\"id\":\"5\",\"x\":{\"y\":[{\"z\":1}]}}"));
        assertThat(stage.intents()).containsExactly("GUILDS");
    }

    @Test
    void ofTheVoiceServerHideItsToken() throws Exception {
        stage.route("discord:voice-server-updated?includeRaw=true").start();
        home.life().voiceServer("secret-voice-token", "voice.example.org");
        Dispatch event = (Dispatch) stage.await(1).get(0);

        assertThat(event.subjectName()).isEqualTo("voice.example.org");
        assertThat(event.data()).doesNotContain("token");
        assertThat(stage.out.getExchanges().get(0).getMessage().getHeader(DiscordConstants.RAW, String.class))
                .contains("voice.example.org")
                .doesNotContain("token");
    }

    /** Until a guild is whole, JDA puts what concerns it aside, and takes it a second time later. */
    @Test
    void comeOnceWhileAGuildIsSetUp() throws Exception {
        stage.route("discord:guild-*,role-*", "guilds").start();
        long id = discord.bot().id() + 1;
        String guildId = String.valueOf(id);
        Map<String, Object> guild = new HashMap<>(Map.of(
                "id",
                guildId,
                "name",
                "Slow",
                "member_count",
                1,
                "afk_timeout",
                300,
                "unavailable",
                true,
                "roles",
                List.of(role(guildId, "@everyone"), role("77", "guest"))));
        for (String part : List.of("channels", "threads", "emojis", "voice_states", "guild_scheduled_events")) {
            guild.put(part, List.of());
        }
        Map<String, Object> self = Map.of("id", String.valueOf(discord.bot().id()), "username", "bridge");
        guild.put("members", List.of(Map.of("user", self, "roles", List.of())));
        discord.gateway().dispatch("GUILD_CREATE", id, guild);
        discord.gateway().dispatch("GUILD_ROLE_UPDATE", id, Map.of("guild_id", guildId, "role", role("77", "keeper")));
        guild.put("unavailable", false);
        discord.gateway().dispatch("GUILD_CREATE", id, guild);
        discord.gateway().dispatch("GUILD_ROLE_DELETE", id, Map.of("guild_id", guildId, "role_id", "77"));
        Dispatch deleted = stage.await(EventType.ROLE_DELETED, Dispatch.class);

        assertThat(deleted.guildName()).as("JDA knows the guild now").isEqualTo("Slow");
        assertThat(deleted.subjectName())
                .as("JDA has taken what it had put aside")
                .isEqualTo("keeper");
        assertThat(stage.events().stream()
                        .filter(event -> guildId.equals(event.guildId()))
                        .map(DiscordEvent::event))
                .containsExactly("guild-joined", "role-updated", "guild-available", "role-deleted");
    }

    private static Map<String, Object> role(String id, String name) {
        return Map.of(
                "id",
                id,
                "name",
                name,
                "position",
                0,
                "permissions",
                "0",
                "colors",
                Map.of("primary_color", 0),
                "hoist",
                false,
                "mentionable",
                false,
                "managed",
                false,
                "flags",
                0);
    }
}
