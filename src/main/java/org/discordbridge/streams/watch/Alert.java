package org.discordbridge.streams.watch;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.discordbridge.streams.rule.Pattern;
import org.discordbridge.streams.rule.Rule;

/**
 * Says that a rule has spoken, of what, and what may be done.
 *
 * @param items what happened, oldest first
 * @param count as much as the rule counted
 * @param tip the id of the message that tipped it
 * @param time when that was
 */
public record Alert(Rule rule, long guild, List<Item> items, long count, long tip, long time) {
    /** So many people, channels and messages an alert names. */
    static final int MOST = 100;

    /** Returns its identity: the same records and rules give the same one again. */
    public String uuid() {
        String name =
                "discord:alert:" + rule.name() + ':' + Long.toUnsignedString(guild) + ':' + Long.toUnsignedString(tip);
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Returns when the first of it happened. */
    public long start() {
        return items.get(0).time();
    }

    /** Returns when the last of it happened. */
    public long end() {
        return items.get(items.size() - 1).time();
    }

    /** Returns who did it, by when they began. */
    public List<Long> users() {
        return items.stream().map(Item::user).distinct().limit(MOST).toList();
    }

    /** Returns where it happened; nowhere for joins. */
    public List<Long> channels() {
        return items.stream()
                .map(Item::channel)
                .filter(channel -> channel != 0)
                .distinct()
                .limit(MOST)
                .toList();
    }

    /** Returns the links to the messages. */
    public List<String> links() {
        return messages().stream().map(this::link).toList();
    }

    /** Returns the messages that belong to it; none for joins. */
    List<Item> messages() {
        return rule.pattern() instanceof Pattern.Joins
                ? List.of()
                : items.stream().limit(MOST).toList();
    }

    String link(Item item) {
        return "https://discord.com/channels/" + Long.toUnsignedString(guild) + '/'
                + Long.toUnsignedString(item.channel()) + '/' + Long.toUnsignedString(item.id());
    }

    /** Says in one sentence what happened, and what may be done. */
    public String summary() {
        long people = Windows.people(items);
        String within = " within " + Math.max(1, (end() - start() + 999) / 1000) + " s";
        String by = people == 1 ? " by one person" : " by " + people + " people";
        if (rule.pattern() instanceof Pattern.SameText) {
            return "The same text in " + count + " channels" + within + by
                    + ". Look at one of the messages: if it is spam, delete them and time out who wrote them";
        }
        if (rule.pattern() instanceof Pattern.Flood flood) {
            return count + " " + flood.counted().name().toLowerCase(Locale.ROOT) + within + by
                    + ". Time out who does not stop";
        }
        if (rule.pattern() instanceof Pattern.Joins joins) {
            return people + " accounts" + age(joins.younger()) + " joined" + within
                    + ". If nobody invited them, pause invitations, and time them out before they write";
        }
        return people + " people who never wrote before say nearly the same" + within
                + ". Look at one of the messages: if it is a raid, delete them and time out who wrote them";
    }

    private static String age(Duration younger) {
        if (younger.equals(Pattern.Joins.ANY)) {
            return "";
        }
        for (ChronoUnit unit : List.of(ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES)) {
            long seconds = unit.getDuration().toSeconds();
            if (younger.toSeconds() % seconds == 0 && younger.toSeconds() > seconds) {
                return " younger than " + younger.toSeconds() / seconds + ' '
                        + unit.name().toLowerCase(Locale.ROOT);
            }
        }
        return " younger than " + younger.toSeconds() + " seconds";
    }
}
