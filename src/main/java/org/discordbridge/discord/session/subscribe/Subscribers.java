package org.discordbridge.discord.session.subscribe;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.discordbridge.event.DiscordEvent;
import org.discordbridge.event.EventType;

/** Knows the subscribers of each kind of event. Safe for any number of threads; a look costs one read of an array. */
public final class Subscribers {
    private final Map<EventType, List<Subscriber>> byType = new EnumMap<>(EventType.class);

    public Subscribers() {
        for (EventType type : EventType.values()) {
            byType.put(type, new CopyOnWriteArrayList<>());
        }
    }

    /** Sets exactly these kinds from now on. No event is missed that was wanted before and still is. */
    public void set(Subscriber subscriber, Set<EventType> types) {
        byType.forEach((type, list) -> {
            if (!types.contains(type)) {
                list.remove(subscriber);
            } else if (!list.contains(subscriber)) {
                list.add(subscriber);
            }
        });
    }

    public boolean want(EventType type) {
        return !byType.get(type).isEmpty();
    }

    /** Delivers an event to all subscribers, even if one throws; then throws the first failure. */
    public void deliver(DiscordEvent event, Supplier<String> raw) {
        Throwable failure = null;
        for (Subscriber subscriber : byType.get(event.type())) {
            try {
                subscriber.accept(event, raw);
            } catch (RuntimeException | Error e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw (RuntimeException) failure;
        }
    }
}
