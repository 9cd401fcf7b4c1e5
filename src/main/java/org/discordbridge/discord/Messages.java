package org.discordbridge.discord;

import java.util.concurrent.CompletableFuture;
import org.discordbridge.discord.session.DiscordSession;

/** Operations on a message that is there already. */
final class Messages {
    private Messages() {}

    static CompletableFuture<Outcome> get(Request request, DiscordSession session) {
        return session.messages()
                .get(request.id(Field.CHANNEL_ID), request.id(Field.MESSAGE_ID), request.idOrNull(Field.GUILD_ID))
                .thenApply(Outcome::of);
    }
}
