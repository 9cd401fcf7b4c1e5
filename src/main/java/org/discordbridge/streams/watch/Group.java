package org.discordbridge.streams.watch;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.discordbridge.streams.text.TextForm;

/**
 * Holds what belongs together for a rule, oldest first, and when the rule spoke of it. Not safe for several threads.
 */
final class Group {
    /** So many of the newest are kept: twice of what a rule may count to, so that a flood needs no more memory. */
    static final int MOST = 200;

    private static final int FIXED = 8 * 6 + 4 + 4;

    private final List<Item> items = new ArrayList<>();
    private final List<Long> spoken = new ArrayList<>();

    List<Item> items() {
        return items;
    }

    /** Returns whether the rule spoke at a message that is less than the pause away, before or after. */
    boolean spoke(long time, long pause) {
        return spoken.stream().anyMatch(once -> Math.abs(time - once) < pause);
    }

    /** Takes note that the rule speaks, and drops what is older than that age before the newest. */
    void speak(long time, long age) {
        spoken.add(time);
        long oldest = Collections.max(spoken) - age;
        spoken.removeIf(once -> once < oldest);
    }

    /** Returns the time of the last thing in it. */
    long newest() {
        long newest =
                items.isEmpty() ? Long.MIN_VALUE : items.get(items.size() - 1).time();
        for (long once : spoken) {
            newest = Math.max(newest, once);
        }
        return newest;
    }

    /**
     * Sorts an item in by its time, and drops what is older than that age before the newest.
     *
     * @return whether it was not there yet
     */
    boolean add(Item item, long age) {
        int at = items.size();
        for (int i = items.size() - 1; i >= 0; i--) {
            if (items.get(i).id() == item.id()) {
                return false;
            }
            if (items.get(i).time() > item.time()) {
                at = i;
            }
        }
        items.add(at, item);
        long oldest = items.get(items.size() - 1).time() - age;
        int drop = Math.max(0, items.size() - MOST);
        while (items.get(drop).time() < oldest) {
            drop++;
        }
        items.subList(0, drop).clear();
        return true;
    }

    byte[] write() {
        int size = 4 + spoken.size() * 8 + 4;
        for (Item item : items) {
            size += FIXED + item.text().sketch().length * 4;
        }
        ByteBuffer out = ByteBuffer.allocate(size).putInt(spoken.size());
        spoken.forEach(out::putLong);
        out.putInt(items.size());
        for (Item item : items) {
            out.putLong(item.time()).putLong(item.id()).putLong(item.channel()).putLong(item.user());
            out.putInt(item.amount())
                    .putLong(item.text().high())
                    .putLong(item.text().low());
            out.putInt(item.text().sketch().length);
            for (int value : item.text().sketch()) {
                out.putInt(value);
            }
        }
        return out.array();
    }

    static Group read(byte[] bytes) {
        Group group = new Group();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        for (int left = in.getInt(); left > 0; left--) {
            group.spoken.add(in.getLong());
        }
        int count = in.getInt();
        for (int i = 0; i < count; i++) {
            long time = in.getLong();
            long id = in.getLong();
            long channel = in.getLong();
            long user = in.getLong();
            int amount = in.getInt();
            long high = in.getLong();
            long low = in.getLong();
            int[] sketch = new int[in.getInt()];
            for (int j = 0; j < sketch.length; j++) {
                sketch[j] = in.getInt();
            }
            group.items.add(new Item(time, id, channel, user, amount, new TextForm(high, low, sketch, 0)));
        }
        return group;
    }
}
