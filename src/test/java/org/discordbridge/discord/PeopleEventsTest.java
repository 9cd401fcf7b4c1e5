package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.discordbridge.discord.options.DiscordConstants;
import org.discordbridge.event.DiscordEvent;
import org.discordbridge.event.Dispatch;
import org.discordbridge.event.EventType;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Entity;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events about people: members, voice, presence, typing, votes. */
@Timeout(120)
class PeopleEventsTest extends EventStage {
    @Test
    void ofAMemberCarryThePerson() throws Exception {
        stage.route("discord:member-*").start();
        Entity role = home.addRole("keeper");
        home.addMember(ada);
        home.members().setRoles(ada, role);
        home.members().ban(ada);
        home.members().unban(ada);
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
        home.voice().enter(ben, lounge);
        Channel attic = home.addVoiceChannel("attic");
        stage.route("discord:voice-*").start();
        home.voice().enter(ada, lounge);
        home.voice().mute(ada, true);
        home.voice().enter(ada, attic);
        home.voice().leave(ada);
        home.voice().leave(ben);
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
    void ofPresenceTypingAndVotesCarryWhoAndWhere() throws Exception {
        stage.route("discord:presence-*,typing,poll-vote-*").start();
        home.members().presence(ada, "idle");
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
}
