package org.discordbridge.discord.catchup;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.discordbridge.discord.session.DiscordException;
import org.discordbridge.discord.session.life.DiscordSession;
import org.discordbridge.discord.session.read.MessagePage;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.event.Snowflakes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Reads the missing messages of channels over REST: page by page after the watermark, in the order of the ids, and only
 * as fast as the route takes them. A failed read leaves the gap open and is tried again after those that wait. Works on
 * the clock's thread.
 */
final class GapReader {
    private static final Logger LOG = LoggerFactory.getLogger(GapReader.class);
    private static final int PAGE = 100;
    private static final int AT_ONCE = 4;
    private static final int MOST_HELD = 5_000;
    private static final long ROOM_AGAIN_MILLIS = 50;
    private static final long FIRST_RETRY_MILLIS = 500;
    private static final long LAST_RETRY_MILLIS = 30_000;
    private static final int UNKNOWN_CHANNEL = 10003;
    private static final int DOUBLINGS = 10;
    /** One warning is logged for so many failures in a row. */
    private static final int TOLD = 10;

    private final DiscordSession session;
    private final CatchUpTarget sink;
    private final ScheduledExecutorService clock;
    private final Queue<Read> waiting = new ArrayDeque<>();
    private final AtomicInteger held = new AtomicInteger();
    private int reading;

    GapReader(DiscordSession session, CatchUpTarget sink, ScheduledExecutorService clock) {
        this.session = session;
        this.sink = sink;
        this.clock = clock;
    }

    /** Returns whether one more live message may be held; if so, it counts as held. */
    boolean mayHold() {
        if (held.incrementAndGet() <= MOST_HELD) {
            return true;
        }
        held.decrementAndGet();
        return false;
    }

    /**
     * Begins to read a channel, or puts it in line. May be called from any thread.
     *
     * @param over says that the channel is not read any more: what was read by then counts, and what is held is let go
     */
    void begin(ChannelPosition<LiveMessage> position, BooleanSupplier over) {
        clock.execute(() -> add(new Read(position, over)));
    }

    /** Takes a position out of use, with what is held. May be called from any thread. */
    void letGo(ChannelPosition<LiveMessage> position) {
        held.addAndGet(-position.end());
    }

    private void add(Read read) {
        waiting.add(read);
        next();
    }

    private void next() {
        while (reading < AT_ONCE && !waiting.isEmpty()) {
            reading++;
            waiting.remove().begin();
        }
    }

    private void ended() {
        reading--;
        next();
    }

    /** Ends a gap and hands over the messages that were held, in order. The caller holds the position's lock. */
    void release(ChannelPosition<LiveMessage> position) {
        List<ChannelPosition.Held<LiveMessage>> released = position.closeGap();
        held.addAndGet(-released.size());
        for (ChannelPosition.Held<LiveMessage> one : released) {
            LiveMessage live = one.message();
            if (!sink.wants(live.message())) {
                position.passOver(one.id());
            } else if (position.takeRead(one.id())) {
                sink.add(live.message(), live.raw(), () -> position.done(one.id()));
            }
        }
    }

    /** Reads one channel. */
    private final class Read {
        private final ChannelPosition<LiveMessage> position;
        private final BooleanSupplier over;
        private long cursor;
        private long count;
        private int failures;

        Read(ChannelPosition<LiveMessage> position, BooleanSupplier over) {
            this.position = position;
            this.over = over;
        }

        /** Reads from the watermark to the present, or continues after a failure. */
        void begin() {
            if (failures == 0) {
                position.beginRead();
                cursor = position.readFrom();
            }
            page();
        }

        /** Ends this read if it is over. */
        private boolean isOver() {
            if (!over.getAsBoolean()) {
                return false;
            }
            ended();
            return true;
        }

        private void page() {
            if (isOver()) {
                return;
            }
            Map<String, String> query = Map.of("after", Long.toUnsignedString(cursor), "limit", String.valueOf(PAGE));
            try {
                session.calls()
                        .messages()
                        .page(position.channelId(), query, position.guildId())
                        .whenCompleteAsync(this::answered, clock);
            } catch (RuntimeException e) {
                failed(e);
            }
        }

        private void answered(MessagePage page, Throwable failure) {
            if (isOver()) {
                return;
            }
            if (failure != null) {
                failed(DiscordException.unwrapped(failure));
                return;
            }
            boolean full = page.size() >= PAGE;
            if (full && page.lastId() <= cursor) {
                failed(new IllegalStateException("Discord gave the messages before " + cursor + " again"));
                return;
            }
            failures = 0;
            List<MessageCreated> ordered = page.messages().stream()
                    .sorted(Comparator.comparingLong(message -> Snowflakes.parse(message.messageId())))
                    .toList();
            hand(ordered, 0, full, page.lastId());
        }

        /** @param last id of the last message on the page, which may be one that cannot be read */
        private void hand(List<MessageCreated> page, int from, boolean full, long last) {
            try {
                handOver(page, from, full, last);
            } catch (RuntimeException e) {
                // continues from where it stopped
                failed(e);
            }
        }

        private void handOver(List<MessageCreated> page, int from, boolean full, long last) {
            for (int i = from; i < page.size(); i++) {
                if (isOver()) {
                    return;
                }
                MessageCreated message = page.get(i);
                long id = Snowflakes.parse(message.messageId());
                boolean wanted = sink.wants(message);
                if (wanted && !sink.hasRoom()) {
                    int rest = i;
                    clock.schedule(() -> hand(page, rest, full, last), ROOM_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
                    return;
                }
                if (position.takeRead(id)) {
                    if (wanted) {
                        count++;
                        sink.add(message, null, () -> position.done(id));
                    } else {
                        position.done(id);
                    }
                }
                cursor = Math.max(cursor, id);
            }
            if (last > cursor) {
                passOver(last);
            }
            if (full) {
                page();
            } else {
                complete();
            }
        }

        private void passOver(long unreadable) {
            if (position.takeRead(unreadable)) {
                position.done(unreadable);
            }
            cursor = unreadable;
        }

        private void complete() {
            if (isOver()) {
                return;
            }
            synchronized (position) {
                if (position.isComplete()) {
                    release(position);
                } else {
                    position.beginRead();
                    page();
                    return;
                }
            }
            if (count > 0) {
                LOG.info("{} messages of channel {} were read that had not come live", count, position.channelId());
            }
            ended();
        }

        /** Lets other channels go first, and is tried again later. */
        private void failed(Throwable failure) {
            if (failure instanceof DiscordException refused && refused.isRefusal()) {
                giveUp(refused);
                return;
            }
            failures++;
            position.stick();
            long pause = pause(failure);
            LOG.atLevel(failures % TOLD == 1 ? Level.WARN : Level.DEBUG)
                    .log(
                            "Channel {} could not be read, its gap stays open and it is tried again in {} ms: {}",
                            position.channelId(),
                            pause,
                            failure.getMessage());
            clock.schedule(() -> add(this), pause, TimeUnit.MILLISECONDS);
            ended();
        }

        private long pause(Throwable failure) {
            long pause = Math.min(LAST_RETRY_MILLIS, FIRST_RETRY_MILLIS << Math.min(failures - 1, DOUBLINGS));
            Duration told = failure instanceof DiscordException known ? known.getRetryAfter() : null;
            return told == null ? pause : Math.max(pause, told.toMillis());
        }

        private void giveUp(DiscordException refused) {
            if (refused.getCode() == UNKNOWN_CHANNEL) {
                LOG.info("Channel {} is not there any more, and nothing can be missed there", position.channelId());
            } else {
                LOG.warn(
                        "Channel {} cannot be read, and what was missed there stays so: {}",
                        position.channelId(),
                        refused.getMessage());
            }
            synchronized (position) {
                release(position);
            }
            ended();
        }
    }
}
