package org.discordbridge.streams.rule;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;

/**
 * Says what to look for, and when to speak.
 *
 * @param name unique among all rules; also names its state, so that a rule with another name begins anew
 * @param within the length of the window
 * @param pause the time for which it says nothing more of the same, after it spoke
 * @param bots whether what bots and webhooks write counts
 * @param roles who has one of these is exempt
 * @param channels what happens there is exempt, also in their threads
 * @param guilds the guilds that it is for; empty for all
 */
public record Rule(
        String name,
        Pattern pattern,
        Duration within,
        Severity severity,
        Duration pause,
        boolean bots,
        Set<Long> roles,
        Set<Long> channels,
        Set<Long> guilds) {

    /** The longest window: state is kept for that long. */
    public static final Duration LONGEST = Duration.ofHours(1);
    /** The largest number that a rule may count to. */
    public static final int MOST = 100;

    public Rule {
        roles = Set.copyOf(roles);
        channels = Set.copyOf(channels);
        guilds = Set.copyOf(guilds);
    }

    /** Returns whether it looks at what happens there, done by somebody with these roles. */
    public boolean concerns(long guild, long channel, long parent, boolean bot, long[] of) {
        return (guilds.isEmpty() || guilds.contains(guild))
                && (bots || !bot)
                && !channels.contains(channel)
                && !channels.contains(parent)
                && (roles.isEmpty() || Arrays.stream(of).noneMatch(roles::contains));
    }

    /** Returns the words that its state is named by: another pattern under the same name begins anew. */
    public String identity() {
        String words = name + '/' + pattern.word();
        if (pattern instanceof Pattern.SameText same) {
            return words + (same.people() == 1 ? "/each" : "/all");
        }
        return pattern instanceof Pattern.Flood flood
                ? words + '/' + flood.counted() + (flood.each() ? "/each" : "/all")
                : words;
    }
}
