package org.discordbridge.discord.session.life;

import org.discordbridge.discord.session.read.MessageJson;
import org.discordbridge.discord.session.read.NameLookup;
import org.discordbridge.discord.session.read.RestMessages;
import org.discordbridge.discord.session.read.Shards;
import org.discordbridge.discord.session.rest.Rest;

/** The parts that exist once a session is connected. */
record Connection(Shards shards, Rest rest, MessageJson payloads, NameLookup places) {
    String selfId() {
        return shards.first().getSelfUser().getId();
    }

    RestMessages reader() {
        return new RestMessages(payloads);
    }

    String applicationId() {
        return shards.first().getSelfUser().getApplicationId();
    }
}
