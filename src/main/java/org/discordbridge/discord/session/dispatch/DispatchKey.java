package org.discordbridge.discord.session.dispatch;

import java.util.List;
import java.util.Map;
import net.dv8tion.jda.api.utils.data.DataObject;

/**
 * Makes the same number of the same dispatch, whichever connection has brought it. Messages and interactions have ids;
 * all others are what they contain, in any order of fields. Numbers of two different dispatches are equal once in 2^64.
 */
public final class DispatchKey {
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private DispatchKey() {}

    public static long of(String type, DataObject content) {
        Object id = switch (type) {
            case "MESSAGE_CREATE", "INTERACTION_CREATE" -> content.toMap().get("id");
            default -> null;
        };
        return mixed(type.hashCode() * MULTIPLIER + (id == null ? number(content.toMap()) : number(id)));
    }

    /** Makes the number of the dispatch that tells of a message. */
    public static long ofMessage(String id) {
        return of("MESSAGE_CREATE", DataObject.empty().put("id", id));
    }

    /** Makes the number of the dispatch that tells that the bot has joined a guild. */
    static long ofJoined(String guildId) {
        return mixed("joined".hashCode() * MULTIPLIER + text(guildId));
    }

    private static long number(Object value) {
        if (value instanceof Map<?, ?> map) {
            long sum = map.size();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                // fields have no order
                sum += mixed(text(entry.getKey()) * MULTIPLIER + number(entry.getValue()));
            }
            return sum;
        }
        if (value instanceof List<?> list) {
            long all = ~list.size();
            for (Object item : list) {
                all = mixed(all) + number(item);
            }
            return all;
        }
        return value == null ? 1 : text(value);
    }

    private static long text(Object value) {
        String text = value.toString();
        long hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return mixed(hash);
    }

    private static long mixed(long number) {
        long mixed = (number ^ number >>> 32) * MULTIPLIER;
        return mixed ^ mixed >>> 29;
    }
}
