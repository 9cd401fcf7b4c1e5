package org.discordbridge.discord.session;

import net.dv8tion.jda.api.JDA;

/** What exists once a session is connected. */
record Connection(JDA jda, Rest rest, GatewayPayloads payloads, Places places) {
    String selfId() {
        return jda.getSelfUser().getId();
    }

    MessageReader reader() {
        return new MessageReader(jda, payloads);
    }

    String applicationId() {
        return jda.getSelfUser().getApplicationId();
    }
}
