package org.discordbridge.discord.session.subscribe;

import java.util.Set;
import java.util.TreeSet;
import org.discordbridge.event.EventType;

/**
 * Lists the events that an endpoint needs. The intents of the gateway session follow from them.
 *
 * @param endpoint the name of the endpoint for people, such as {@code discord:message-created}
 * @param types the kinds of events
 * @param guilds whether it wants events in guilds
 * @param directMessages whether it wants events in direct messages
 */
public record RouteNeeds(String endpoint, Set<EventType> types, boolean guilds, boolean directMessages) {
    public RouteNeeds {
        types = Set.copyOf(types);
    }

    /** Returns the names of the intents it needs, for messages to people. */
    public Set<String> intents() {
        Set<String> names = new TreeSet<>();
        IntentsNeeded.of(this).forEach(intent -> names.add(intent.name()));
        return names;
    }
}
