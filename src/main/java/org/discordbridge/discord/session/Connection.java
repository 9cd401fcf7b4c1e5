package org.discordbridge.discord.session;

/** What exists once a session is connected. */
record Connection(Shards shards, Rest rest, GatewayPayloads payloads, Places places) {
    String selfId() {
        return shards.first().getSelfUser().getId();
    }

    MessageReader reader() {
        return new MessageReader(payloads);
    }

    String applicationId() {
        return shards.first().getSelfUser().getApplicationId();
    }
}
