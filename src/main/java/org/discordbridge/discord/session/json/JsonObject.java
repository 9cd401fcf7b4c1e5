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
 * One object of Discord's JSON, of which each part that is not what it should be costs only itself: it reads as if it were
 * absent, and is noted by its path and what is wrong with it, never by its content. Nothing here throws.
 *
 * <p>What is absent or null is noted only where it is needed. Notes are made only when there is something to note.
 *
 * <p>Not safe for several threads.
 */
public final class JsonObject {
    private static final int MOST_NAMED = 5;
    private static final int MOST_KEPT = 20;

    private final Map<?, ?> data;
    private final JsonObject parent;
    private final String name;
    /** Its place in a list; -1 if it is in none. */
    private final int index;
    /** What is wrong, of the outermost object only; null while nothing is. */
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

    /** As it came. */
    public Map<?, ?> data() {
        return data;
    }

    /** Whether it says anything but null. */
    public boolean has(String key) {
        return data.get(key) != null;
    }

    /** Whether it has nothing under that name, or an empty list. */
    public boolean isEmpty(String key) {
        Object value = data.get(key);
        return value == null || value instanceof List<?> list && list.isEmpty();
    }

    /** A text, or a number as text; null if there is none. */
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

    /** What a text, a number or a yes or no says, as text; empty if there is none. */
    public String plain(String key) {
        return data.get(key) instanceof Boolean flag ? flag.toString() : text(key, "");
    }

    /** A snowflake (Discord docs, Reference > Snowflakes); null if there is none. */
    public String id(String key) {
        Object value = data.get(key);
        return value == null ? null : id(value, key, -1);
    }

    /** A snowflake without which its object is of no use; null if there is none. */
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

    /** A number; null if there is none. */
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

    /** A number; null if there is none. */
    public Double real(String key) {
        Object value = data.get(key);
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        return value == null ? null : fault(value, key, -1, "a number");
    }

    /** False if it says nothing. */
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

    /** A time (Discord docs, Reference > ISO8601 Date/Time); null if there is none. */
    public Instant time(String key) {
        Object value = data.get(key);
        if (value == null) {
            return null;
        }
        Instant time = value instanceof String text ? DiscordJson.time(text) : null;
        return time == null ? fault(value, key, -1, "a time") : time;
    }

    /** An object within; null if there is none. */
    public JsonObject object(String key) {
        Object value = data.get(key);
        return value == null ? null : object(value, key, -1);
    }

    /** An object within that is always there; null if it is not. */
    public JsonObject neededObject(String key) {
        return needed(key) ? object(key) : null;
    }

    private JsonObject object(Object value, String key, int at) {
        return value instanceof Map<?, ?> map ? new JsonObject(map, this, key, at) : fault(value, key, at, "an object");
    }

    /** A text of an object within; null if there is none. */
    public String part(String object, String key) {
        JsonObject within = object(object);
        return within == null ? null : within.text(key);
    }

    /** What is made of each object of a list; what is null is left out. */
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

    /** Whether it says anything but null; if not, that is noted. */
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

    /** Always null: what cannot be read is not there. */
    private <T> T fault(String key, int at, String problem) {
        StringBuilder path = new StringBuilder();
        JsonObject outermost = writeTo(path);
        append(path, key, at);
        String fault = path.append(' ').append(problem).toString();
        if (outermost.faults == null) {
            outermost.faults = new ArrayList<>();
        }
        // what is read twice is told once
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

    /** What was found wrong so far, for the log; null if nothing was. */
    public String faults() {
        if (faults == null) {
            return null;
        }
        int more = faults.size() - MOST_NAMED + furtherFaults;
        return more <= 0
                ? String.join(", ", faults)
                : String.join(", ", faults.subList(0, MOST_NAMED)) + " and " + more + " more";
    }

    /** Names what was left out, in one line, if anything was. */
    public void tell(Logger log, String what, String id) {
        if (faults != null) {
            log.warn("{} {} comes without what cannot be read of it: {}", what, id, faults());
        }
    }
}
