package org.discordbridge.discord.session.json;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.slf4j.Logger;

/**
 * Wraps an object of Discord's JSON. A part with a wrong form only costs itself: it reads as if it were absent, and is
 * noted by its path and its fault, never by its content. Nothing here throws.
 *
 * <p>Absent and null parts are noted only where they are needed. Notes are made only when there is something to note.
 *
 * <p>Not safe for several threads.
 */
public final class JsonObject {
    private static final int MOST_NAMED = 5;
    private static final int MOST_KEPT = 20;

    private final Map<?, ?> data;
    private final JsonObject parent;
    private final String name;
    /** Index in a list; -1 if it is in none. */
    private final int index;
    /** Faults, kept in the outermost object only; null while there are none. */
    private List<String> faults;

    private int furtherFaults;

    private JsonObject(Map<?, ?> data, JsonObject parent, String name, int index) {
        this.data = data;
        this.parent = parent;
        this.name = name;
        this.index = index;
    }

    public static JsonObject of(DataObject outermost) {
        return new JsonObject(outermost.toMap(), null, null, -1);
    }

    /** Returns the data as it came. */
    public Map<?, ?> data() {
        return data;
    }

    /** Returns whether it has a value other than null. */
    public boolean has(String key) {
        return data.get(key) != null;
    }

    /** Returns whether it has nothing under that name, or an empty list. */
    public boolean isEmpty(String key) {
        Object value = data.get(key);
        return value == null || value instanceof List<?> list && list.isEmpty();
    }

    /** Reads a text, or a number as text; null if there is none. */
    public String text(String key) {
        return text(data.get(key), key, -1);
    }

    public String text(String key, String otherwise) {
        String text = text(key);
        return text == null ? otherwise : text;
    }

    private String text(Object value, String key, int at) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Number number) {
            return number.toString();
        }
        return value == null ? null : fault(value, key, at, "a text");
    }

    /** Reads a text, a number or a boolean as text; empty if there is none. */
    public String plain(String key) {
        return data.get(key) instanceof Boolean flag ? flag.toString() : text(key, "");
    }

    /** Reads a snowflake (Discord docs, Reference > Snowflakes); null if there is none. */
    public String id(String key) {
        Object value = data.get(key);
        return value == null ? null : id(value, key, -1);
    }

    /** Reads a snowflake that its object needs; null if there is none. */
    public String neededId(String key) {
        return needed(key) ? id(key) : null;
    }

    private String id(Object value, String key, int at) {
        if (value instanceof String text) {
            return DiscordJson.isSnowflake(text) ? text : fault(key, at, "is no id of 64 bits");
        }
        if (value instanceof Long || value instanceof Integer || value instanceof BigInteger) {
            String text = value.toString();
            return DiscordJson.isSnowflake(text) ? text : fault(key, at, "is no id of 64 bits");
        }
        return fault(value, key, at, "an id");
    }

    public long number(String key, long otherwise) {
        Long number = whole(key, Long.MIN_VALUE, Long.MAX_VALUE);
        return number == null ? otherwise : number;
    }

    public int integer(String key, int otherwise) {
        Long number = whole(key, Integer.MIN_VALUE, Integer.MAX_VALUE);
        return number == null ? otherwise : number.intValue();
    }

    /** Reads a whole number; null if there is none. */
    public Integer integer(String key) {
        Long number = whole(key, Integer.MIN_VALUE, Integer.MAX_VALUE);
        return number == null ? null : Integer.valueOf(number.intValue());
    }

    private Long whole(String key, long least, long most) {
        Object value = data.get(key);
        if (value == null) {
            return null;
        }
        Long number = null;
        if (value instanceof Integer || value instanceof Long) {
            number = ((Number) value).longValue();
        } else if (value instanceof Double real && real == Math.rint(real) && Math.abs(real) < 1L << 53) {
            number = real.longValue();
        } else if (value instanceof String text) {
            number = DiscordJson.whole(text);
        }
        return number == null || number < least || number > most ? fault(value, key, -1, "a whole number") : number;
    }

    /** Reads a number; null if there is none. */
    public Double real(String key) {
        Object value = data.get(key);
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        return value == null ? null : fault(value, key, -1, "a number");
    }

    /** Reads a boolean; false if there is none. */
    public boolean flag(String key) {
        Object value = data.get(key);
        if (value instanceof Boolean flag) {
            return flag;
        }
        if ("true".equals(value) || "false".equals(value)) {
            return "true".equals(value);
        }
        if (value != null) {
            fault(value, key, -1, "true or false");
        }
        return false;
    }

    /** Reads a time (Discord docs, Reference > ISO8601 Date/Time); null if there is none. */
    public Instant time(String key) {
        Object value = data.get(key);
        if (value == null) {
            return null;
        }
        Instant time = value instanceof String text ? DiscordJson.time(text) : null;
        return time == null ? fault(value, key, -1, "a time") : time;
    }

    /** Reads an inner object; null if there is none. */
    public JsonObject object(String key) {
        Object value = data.get(key);
        return value == null ? null : object(value, key, -1);
    }

    /** Reads an inner object that should always exist; null if it does not. */
    public JsonObject neededObject(String key) {
        return needed(key) ? object(key) : null;
    }

    private JsonObject object(Object value, String key, int at) {
        return value instanceof Map<?, ?> map ? new JsonObject(map, this, key, at) : fault(value, key, at, "an object");
    }

    /** Reads a text of an inner object; null if there is none. */
    public String part(String object, String key) {
        JsonObject within = object(object);
        return within == null ? null : within.text(key);
    }

    /** Converts each object of a list; results that are null are left out. */
    public <R> List<R> objects(String key, Function<JsonObject, R> made) {
        List<?> list = list(key);
        if (list.isEmpty()) {
            return List.of();
        }
        List<R> result = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            JsonObject item = object(list.get(i), key, i);
            R one = item == null ? null : made.apply(item);
            if (one != null) {
                result.add(one);
            }
        }
        return result;
    }

    public List<String> ids(String key) {
        List<?> list = list(key);
        if (list.isEmpty()) {
            return List.of();
        }
        List<String> result = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            String id = id(list.get(i), key, i);
            if (id != null) {
                result.add(id);
            }
        }
        return result;
    }

    public List<String> texts(String key) {
        List<?> list = list(key);
        if (list.isEmpty()) {
            return List.of();
        }
        List<String> result = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            Object value = list.get(i);
            String text = value == null ? fault(null, key, i, "a text") : text(value, key, i);
            if (text != null) {
                result.add(text);
            }
        }
        return result;
    }

    private List<?> list(String key) {
        Object value = data.get(key);
        if (value instanceof List<?> list) {
            return list;
        }
        if (value != null) {
            fault(value, key, -1, "a list");
        }
        return List.of();
    }

    /** Returns whether it has a value other than null; if not, that is noted. */
    public boolean needed(String key) {
        if (data.get(key) != null) {
            return true;
        }
        fault(key, -1, data.containsKey(key) ? "is null" : "is missing");
        return false;
    }

    private <T> T fault(Object value, String key, int at, String wanted) {
        return fault(key, at, "is " + kindOf(value) + " and not " + wanted);
    }

    /** Notes a fault. Returns null, since a part that cannot be read counts as absent. */
    private <T> T fault(String key, int at, String problem) {
        StringBuilder path = new StringBuilder();
        JsonObject outermost = writeTo(path);
        append(path, key, at);
        String fault = path.append(' ').append(problem).toString();
        if (outermost.faults == null) {
            outermost.faults = new ArrayList<>();
        }
        // a part that is read twice is reported once
        if (outermost.faults.size() >= MOST_KEPT) {
            outermost.furtherFaults++;
        } else if (!outermost.faults.contains(fault)) {
            outermost.faults.add(fault);
        }
        return null;
    }

    private JsonObject writeTo(StringBuilder path) {
        if (parent == null) {
            return this;
        }
        JsonObject outermost = parent.writeTo(path);
        append(path, name, index);
        return outermost;
    }

    private static void append(StringBuilder path, String key, int at) {
        if (!path.isEmpty()) {
            path.append('.');
        }
        path.append(key);
        if (at >= 0) {
            path.append('[').append(at).append(']');
        }
    }

    private static String kindOf(Object value) {
        if (value instanceof String) {
            return "a text";
        }
        if (value instanceof Number) {
            return "a number";
        }
        if (value instanceof Boolean) {
            return "true or false";
        }
        if (value instanceof List) {
            return "a list";
        }
        return value == null ? "null" : "an object";
    }

    /** Returns the faults found so far, for the log; null if there are none. */
    public String faults() {
        if (faults == null) {
            return null;
        }
        int more = faults.size() - MOST_NAMED + furtherFaults;
        return more <= 0
                ? String.join(", ", faults)
                : String.join(", ", faults.subList(0, MOST_NAMED)) + " and " + more + " more";
    }

    /** Logs the parts that were left out, in one line, if there are any. */
    public void tell(Logger log, String what, String id) {
        if (faults != null) {
            log.warn("{} {} comes without what cannot be read of it: {}", what, id, faults());
        }
    }
}
