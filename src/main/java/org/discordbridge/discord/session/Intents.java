package org.discordbridge.discord.session;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import net.dv8tion.jda.api.requests.GatewayIntent;
import org.discordbridge.event.EventType;

/** Which of the gateway's intents an event needs (Discord docs, Gateway > List of Intents). */
final class Intents {
    private Intents() {}

    static EnumSet<GatewayIntent> of(Collection<EventType> wanted) {
        EnumSet<GatewayIntent> intents = EnumSet.noneOf(GatewayIntent.class);
        for (EventType type : wanted) {
            switch (type) {
                case MESSAGE_CREATED -> {
                    intents.add(GatewayIntent.GUILD_MESSAGES);
                    intents.add(GatewayIntent.DIRECT_MESSAGES);
                    intents.add(GatewayIntent.MESSAGE_CONTENT);
                }
                case COMMAND, READY -> {
                    // come without an intent
                }
            }
        }
        return intents;
    }

    static Set<String> namesOf(Collection<EventType> wanted) {
        Set<String> names = new TreeSet<>();
        of(wanted).forEach(intent -> names.add(intent.name()));
        return names;
    }
}
