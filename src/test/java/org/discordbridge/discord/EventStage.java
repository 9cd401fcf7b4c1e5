package org.discordbridge.discord;

import java.util.Map;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Entity;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.User;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A guild with a channel to write in, one to speak in, and a person; and an application that receives. */
@Simulated
abstract class EventStage {
    DiscordSimulator discord;
    Guild home;
    Channel general;
    Channel lounge;
    User ada;
    ComponentStage stage;

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

    /** Everything that has an event, at least once. */
    final void everything() {
        everythingInOrder();
        home.unavailable(true);
        home.unavailable(false);
    }

    /** Everything but an outage, during which nothing can be posted by the name of a channel. */
    final void everythingInOrder() {
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
        home.members().setNick(ada, "Countess");
        home.members().ban(ada);
        home.members().unban(ada);
        home.members().presence(ada, "idle");
        Channel thread = general.addThread("side");
        home.threads().archive(thread);
        home.threads().add(thread, ada);
        home.threads().mute(thread);
        home.threads().sync(general);
        thread.delete();
        Channel other = home.addTextChannel("other");
        other.rename("renamed");
        other.delete();
        lived(home.addRole("keeper"));
        home.rename("House");
        Guild away = discord.addGuild("Away");
        away.leave();
        home.life().setEmojis("wave");
        home.life().setStickers("hi");
        lived(home.life().addSound("drum"));
        home.life().updateSounds();
        home.voice().enter(ada, lounge);
        home.voice().mute(ada, true);
        home.voice().effect(ada, lounge, "🎉");
        home.voice().status(lounge, "singing");
        home.voice().enter(ada, home.addVoiceChannel("attic"));
        home.voice().leave(ada);
        home.voice().server("secret-voice-token", "voice.example.org");
        lived(home.voice().openStage(lounge, "Talk"));
        Entity party = home.life().schedule(ada, "Party");
        home.life().interested(ada, party);
        home.life().notInterested(ada, party);
        lived(party);
        Entity rule = home.moderation().addRule(ada, "Manners");
        home.moderation().block(rule, ada, general, "a bad word", "bad");
        lived(rule);
        home.moderation().audit(ada, general, "common", "better so");
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
}
