package org.discordbridge.discord.session.life;

import org.discordbridge.discord.session.IdentifyPace;
import org.discordbridge.discord.session.SessionSettings;
import org.discordbridge.discord.session.connect.LoginInfo;
import org.discordbridge.discord.session.connect.OneProcessPace;
import org.discordbridge.discord.session.connect.ShardBuilder;
import org.discordbridge.discord.session.connect.Transport;
import org.discordbridge.discord.session.read.MessageJson;
import org.discordbridge.discord.session.read.NameLookup;
import org.discordbridge.discord.session.read.RestMessages;
import org.discordbridge.discord.session.read.Shards;
import org.discordbridge.discord.session.rest.Rest;

/**
 * Holds the parts that exist once a session is logged in.
 *
 * @param logIn the data that Discord gave
 * @param pace gives turns to shards, if no other process has any
 */
record Connection(
        LoginInfo logIn, IdentifyPace pace, Shards shards, Rest rest, MessageJson payloads, NameLookup places) {

    static Connection of(SessionSettings settings, LoginInfo logIn) {
        Shards shards = new Shards(new ShardBuilder(settings, Transport.OWN, 0, logIn.http()).makeForRest(logIn.bot()));
        NameLookup places = new NameLookup(shards);
        return new Connection(
                logIn,
                new OneProcessPace(Math.min(
                        logIn.gateway().maxConcurrency(), logIn.gateway().shards())),
                shards,
                new Rest(shards.rest(), logIn.guard()),
                new MessageJson(places),
                places);
    }

    String selfId() {
        return shards.rest().getSelfUser().getId();
    }

    String selfName() {
        return shards.rest().getSelfUser().getName();
    }

    RestMessages reader() {
        return new RestMessages(payloads);
    }

    String applicationId() {
        return shards.rest().getSelfUser().getApplicationId();
    }
}
