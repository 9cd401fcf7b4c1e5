package org.discordbridge.streams.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.discordbridge.streams.rule.Pattern;
import org.discordbridge.streams.rule.Rule;

/** Finds the window in which it has come to be too much. */
final class Windows {
    /** Texts with so much in common are nearly the same. */
    private static final double LIKE = 0.6;

    private Windows() {}

    /**
     * Describes what was found.
     *
     * @param items what happened in the window, oldest first
     * @param count as much as the rule counted
     */
    record Found(List<Item> items, long count) {}

    /**
     * Finds a window of the rule's length that has the last one in it and enough of what the rule counts; the earliest if
     * there are several.
     *
     * @param items oldest first
     * @param tip one of them, which came last
     */
    static Optional<Found> find(Rule rule, List<Item> items, Item tip) {
        long length = rule.within().toMillis();
        List<Item> near = new ArrayList<>();
        for (Item item : items) {
            if (Math.abs(item.time() - tip.time()) <= length && belongs(rule.pattern(), item, tip)) {
                near.add(item);
            }
        }
        for (int first = 0; first < near.size() && near.get(first).time() <= tip.time(); first++) {
            int end = first;
            while (end < near.size() && near.get(end).time() - near.get(first).time() <= length) {
                end++;
            }
            List<Item> window = near.subList(first, end);
            long count = count(rule.pattern(), window);
            if (count > 0) {
                return Optional.of(new Found(List.copyOf(window), count));
            }
        }
        return Optional.empty();
    }

    private static boolean belongs(Pattern pattern, Item item, Item tip) {
        return !(pattern instanceof Pattern.Newcomers) || item.text().likeness(tip.text()) >= LIKE;
    }

    /** Counts a window; 0 if it is not enough. */
    private static long count(Pattern pattern, List<Item> window) {
        if (pattern instanceof Pattern.Flood flood) {
            long sum = window.stream().mapToLong(Item::amount).sum();
            return sum >= flood.most() ? sum : 0;
        }
        if (pattern instanceof Pattern.SameText same) {
            long channels = window.stream().mapToLong(Item::channel).distinct().count();
            return channels >= same.channels() && people(window) >= same.people() ? channels : 0;
        }
        int most = pattern instanceof Pattern.Joins joins ? joins.people() : ((Pattern.Newcomers) pattern).people();
        long people = people(window);
        return people >= most ? people : 0;
    }

    static long people(List<Item> window) {
        return window.stream().mapToLong(Item::user).distinct().count();
    }
}
