package org.discordbridge.discord.session.finding;

import gnu.trove.set.TLongSet;
import gnu.trove.set.hash.TLongHashSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.discordbridge.discord.session.Shard;
import org.discordbridge.discord.session.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices another process that is connected with the same token on the same shard: Discord sends both all events, and
 * both answer. The signs are messages of the bot with a nonce of this component's form that this process has not sent,
 * and interactions that somebody else has acknowledged. Logged once an hour at most. Safe for any number of threads.
 */
final class TwinProcess {
    private static final Logger LOG = LoggerFactory.getLogger(TwinProcess.class);
    /** Length of the nonce without the number of the part, as {@code operation.PostOperations} makes it. */
    private static final int NONCE = 22;

    private static final Pattern OWN = Pattern.compile("[\\w-]{22}[-+.~*_][0-9]{1,2}");
    private static final int REMEMBERED = 1 << 16;
    private static final Duration TOLD_EVERY = Duration.ofHours(1);

    private final Clock clock;
    private final TLongSet sent = new TLongHashSet();
    private final long[] order = new long[REMEMBERED];
    private int next;
    private Instant told = Instant.MIN;
    private Instant acknowledged = Instant.MIN;

    TwinProcess(Clock clock) {
        this.clock = clock;
    }

    /** Notes that this process is about to send a message with that nonce. */
    synchronized void sends(String nonce) {
        long hash = hash(nonce);
        if (sent.add(hash)) {
            if (order[next] != 0) {
                sent.remove(order[next]);
            }
            order[next] = hash;
            next = (next + 1) % REMEMBERED;
        }
    }

    /** Looks at a message of the bot. */
    void posted(JsonObject message, Shard shard, String botId) {
        String nonce = message.text("nonce", "");
        if (OWN.matcher(nonce).matches() && !knows(nonce.substring(0, NONCE))) {
            tell(
                    shard,
                    botId,
                    "it has posted message " + message.text("id") + " in channel " + message.text("channel_id"));
        }
    }

    private synchronized boolean knows(String nonce) {
        return sent.contains(hash(nonce));
    }

    /**
     * Notes that somebody else has acknowledged an interaction. The first time in an hour may have been this process,
     * whose answer was lost.
     */
    void acknowledged(String interactionId, Shard shard, String botId) {
        Instant now = clock.instant();
        boolean again;
        synchronized (this) {
            again = acknowledged.plus(TOLD_EVERY).isAfter(now);
            acknowledged = now;
        }
        if (again) {
            tell(shard, botId, "it has acknowledged interaction " + interactionId);
        }
    }

    private void tell(Shard shard, String botId, String seen) {
        Instant now = clock.instant();
        synchronized (this) {
            if (told.plus(TOLD_EVERY).isAfter(now)) {
                return;
            }
            told = now;
        }
        LOG.warn(
                "Another process is connected with the token of bot {} on shard {}: {}. Both are told of everything, and"
                        + " both answer. Stop one of them",
                botId,
                shard,
                seen);
    }

    private static long hash(String nonce) {
        long hash = 1;
        for (int i = 0; i < nonce.length(); i++) {
            hash = hash * 0x100000001b3L ^ nonce.charAt(i);
        }
        return hash;
    }
}
