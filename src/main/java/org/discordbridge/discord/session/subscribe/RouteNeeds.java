package org.discordbridge.discord.session.subscribe;

import java.util.Set;
import java.util.TreeSet;
import org.discordbridge.event.EventType;

/**
 * What an endpoint wants to be told. The intents of the gateway session follow from it.
 *
 * @param endpoint how people know the endpoint, such as {@code discord:message-created}
 * @param types the kinds of events
 * @param guilds whether it wants what happens in guilds
 * @param directMessages whether it wants what happens in direct messages
 */
public record RouteNeeds(String endpoint, Set<EventType> types, boolean guilds, boolean directMessages) {
    public RouteNeeds {
        types = Set.copyOf(types);
    }

    /** Names of the intents it needs, for messages to people. */
    public Set<String> intents() {
        Set<String> names = new TreeSet<>();
        IntentsNeeded.of(this).forEach(intent -> names.add(intent.name()));
        return names;
    }
}
