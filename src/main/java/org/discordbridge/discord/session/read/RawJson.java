package org.discordbridge.discord.session.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import net.dv8tion.jda.api.utils.data.DataObject;

/**
 * Makes Discord's JSON of a dispatch without tokens. The token of an interaction lets anybody answer in the bot's name
 * for 15 minutes, that of a voice server lets anybody listen (Discord docs, Gateway Events > Interaction Create, Voice
 * Server Update).
 */
public final class RawJson implements Supplier<String> {
    private final DataObject content;
    private String json;

    public RawJson(DataObject content) {
        this.content = content;
    }

    @Override
    public synchronized String get() {
        if (json == null) {
            json = json(content, Set.of());
        }
        return json;
    }

    /** Makes JSON without tokens at any depth, and without these keys of the outermost object. */
    public static String json(DataObject content, Set<String> leftOut) {
        Map<String, Object> map = content.toMap();
        if (!hasToken(map) && leftOut.isEmpty()) {
            return content.toString();
        }
        Map<String, Object> copy = withoutTokens(map);
        copy.keySet().removeAll(leftOut);
        return new Plain(copy).toString();
    }

    private static boolean isToken(Object key) {
        return key instanceof String name && (name.equals("token") || name.endsWith("_token"));
    }

    private static boolean hasToken(Object value) {
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (isToken(entry.getKey()) || hasToken(entry.getValue())) {
                    return true;
                }
            }
        } else if (value instanceof List<?> list) {
            for (Object item : list) {
                if (hasToken(item)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Map<String, Object> withoutTokens(Map<?, ?> map) {
        Map<String, Object> copy = new HashMap<>();
        map.forEach((key, value) -> {
            if (!isToken(key)) {
                copy.put(String.valueOf(key), copyOf(value));
            }
        });
        return copy;
    }

    private static Object copyOf(Object value) {
        if (value instanceof Map<?, ?> map) {
            return withoutTokens(map);
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            list.forEach(item -> copy.add(copyOf(item)));
            return copy;
        }
        return value;
    }

    /** Lets JDA write a map as it writes its own objects. */
    private static final class Plain extends DataObject {
        Plain(Map<String, Object> data) {
            super(data);
        }
    }
}
