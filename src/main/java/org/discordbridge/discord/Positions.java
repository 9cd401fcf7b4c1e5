package org.discordbridge.discord;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.spi.StateRepository;
import org.discordbridge.discord.session.ChannelState;
import org.discordbridge.discord.session.DiscordException;
import org.discordbridge.discord.session.DiscordSession;
import org.discordbridge.discord.session.SessionState;
import org.discordbridge.discord.session.Watcher;
import org.discordbridge.event.MessageCreated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a route has come in every channel, kept in a repository that outlives the process, so that what was written while
 * nobody listened is read over REST, in order, before what comes live.
 *
 * <p>There is a watermark for each channel with something going on, and one base below which every message of every
 * channel is done. Live messages come on the websocket thread, everything else happens on one thread of its own.
 */
final class Positions implements Watcher {
    private static final Logger LOG = LoggerFactory.getLogger(Positions.class);
    private static final String BASE = "base";
    private static final String DIRECT = "direct-messages";
    private static final Duration SAVE_EVERY = Duration.ofMillis(25);
    private static final Duration RAISE_EVERY = Duration.ofSeconds(2);
    private static final Duration BASE_LAGS = Duration.ofSeconds(5);
    private static final Duration GUILDS_WITHIN = Duration.ofSeconds(60);

    private final PositionOptions options;
    private final StateRepository<String, String> repository;
    private final DiscordSession session;
    private final Sink sink;
    private final ScheduledExecutorService clock;
    private final GapReader reader;
    private final Map<String, ChannelPosition<Live>> channels = new ConcurrentHashMap<>();
    private final Set<String> guilds = ConcurrentHashMap.newKeySet();
    private final DirectChannels direct;
    private final Queue<ChannelPosition<Live>> moved = new ConcurrentLinkedQueue<>();
    private final boolean catchesUp;
    private volatile long base;
    private volatile long audited = Long.MAX_VALUE;
    private volatile int guildsExpected = Integer.MAX_VALUE;
    private volatile long began = System.nanoTime();
    private volatile boolean closed;

    /** A message that came over the gateway. */
    record Live(MessageCreated message, Supplier<String> raw) {}

    /** Where messages go. */
    interface Sink {
        /** Whether the route gets this message. */
        boolean wants(MessageCreated message);

        /** Whether there is room for more. */
        boolean hasRoom();

        /** Puts it into its lane. Does not block; {@code done} is called when the route is done with it. */
        void add(MessageCreated message, Supplier<String> raw, Runnable done);
    }

    /** Reads what the repository has: blocks. */
    Positions(
            PositionOptions options,
            StateRepository<String, String> repository,
            DiscordSession session,
            Sink sink,
            ScheduledExecutorService clock) {
        this.options = options;
        this.repository = repository;
        this.session = session;
        this.sink = sink;
        this.clock = clock;
        this.reader = new GapReader(this, session, sink, clock);
        String known = repository.getState(BASE);
        Instant now = Instant.now();
        // a first installation has missed nothing, unless it is told to look back
        catchesUp = known != null || options.from() > 0;
        base = known != null ? Snowflakes.parse(known) : options.from() > 0 ? options.from() : Snowflakes.at(now);
        if (known == null) {
            keep(BASE, Long.toUnsignedString(base));
        }
        direct = new DirectChannels(repository.getState(DIRECT));
        every(SAVE_EVERY, this::save);
        every(RAISE_EVERY, this::raiseBase);
        if (!options.audit().isZero()) {
            audited = base;
            every(options.audit(), this::audit);
        }
    }

    private void every(Duration interval, Runnable task) {
        clock.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        // the clock would not run it again
                        LOG.error("Positions could not be looked after just now", e);
                    }
                },
                interval.toMillis(),
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    // --- on the websocket thread -------------------------------------------------------------------------------------

    /** A message has come over the gateway. */
    void live(MessageCreated message, Supplier<String> raw) {
        long id = Snowflakes.parse(message.messageId());
        while (!live(id, message, raw, positionOf(message.channelId(), message.guildId()))) {
            channels.computeIfPresent(message.channelId(), (key, old) -> old.isRetired() ? null : old);
        }
    }

    /** False if the position went out of use just now. */
    private boolean live(long id, MessageCreated message, Supplier<String> raw, ChannelPosition<Live> position) {
        synchronized (position) {
            if (position.isRetired()) {
                return false;
            }
            if (position.hasGap()) {
                if (reader.mayHold()) {
                    position.hold(id, new Live(message, raw));
                } else {
                    position.miss();
                }
            } else if (!sink.wants(message)) {
                position.passOver(id);
            } else if (!sink.hasRoom()) {
                openGap(position, "more was written than there is room for");
            } else if (position.take(id)) {
                sink.add(message, raw, () -> position.done(id));
            }
        }
        return true;
    }

    private ChannelPosition<Live> positionOf(String channelId, String guildId) {
        ChannelPosition<Live> known = channels.get(channelId);
        if (known != null) {
            return known;
        }
        // before its guild has appeared: what was missed before is not known yet
        boolean early = guildId != null && !guilds.contains(guildId);
        ChannelPosition<Live> position = channels.computeIfAbsent(channelId, id -> {
            ChannelPosition<Live> made = new ChannelPosition<>(id, guildId, start(id), moved::add);
            if (early) {
                made.suspect();
            }
            return made;
        });
        if (guildId == null) {
            direct.add(channelId).ifPresent(all -> clock.execute(() -> keep(DIRECT, all)));
        } else if (early) {
            openGap(position, "its guild has not appeared yet");
        }
        return position;
    }

    @Override
    public void began(int count) {
        guildsExpected = count;
        began = System.nanoTime();
        guilds.clear();
        channels.values().forEach(ChannelPosition::suspect);
        clock.execute(() -> direct.all().forEach(id -> {
            ChannelPosition<Live> position =
                    channels.computeIfAbsent(id, key -> new ChannelPosition<>(key, null, start(key), moved::add));
            openGap(position, "the bridge was away");
        }));
        clock.schedule(this::readSuspects, GUILDS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void appeared(String guildId, List<ChannelState> states) {
        states.forEach(this::compare);
        guilds.add(guildId);
        // channels that the guild no longer shows
        clock.execute(() -> channels.values().stream()
                .filter(position -> guildId.equals(position.guildId()))
                .filter(ChannelPosition::isSuspect)
                .forEach(position -> openGap(position, "the gateway made a new session")));
    }

    @Override
    public void appeared(List<ChannelState> states) {
        states.forEach(this::compare);
    }

    private void compare(ChannelState state) {
        ChannelPosition<Live> position = channels.get(state.id());
        long last = state.lastMessageId();
        if (position == null) {
            long start = start(state.id());
            boolean unknown = last == 0 && catchesUp;
            if (last <= start && !unknown) {
                return;
            }
            position = channels.computeIfAbsent(
                    state.id(), id -> new ChannelPosition<>(id, state.guildId(), start, moved::add));
            position.expect(last);
            openGap(position, "something newer is there");
        } else {
            synchronized (position) {
                if (last != 0 && position.knows(last)) {
                    if (position.isSuspect()) {
                        reader.release(position);
                    }
                } else if (last != 0 || position.isSuspect()) {
                    position.expect(last);
                    openGap(position, "something newer is there");
                }
            }
        }
    }

    /** From where on a channel is read: what is kept of it, else what is done everywhere. */
    private long start(String channelId) {
        String kept = repository.getState(channelId);
        long start = Math.max(kept == null ? 0 : Snowflakes.parse(kept), base);
        return options.maxAge().isZero()
                ? start
                : Math.max(start, Snowflakes.at(Instant.now().minus(options.maxAge())));
    }

    private void openGap(ChannelPosition<Live> position, String why) {
        if (position.openGap()) {
            LOG.info("Channel {} is read from {} on: {}", position.channelId(), position.watermark(), why);
            reader.begin(position);
        }
    }

    private void readSuspects() {
        channels.values().stream()
                .filter(ChannelPosition::isSuspect)
                .forEach(position -> openGap(position, "the gateway made a new session"));
    }

    // --- in the background -------------------------------------------------------------------------------------------

    private void save() {
        for (ChannelPosition<Live> position = moved.poll(); position != null; position = moved.poll()) {
            long watermark = position.unsaved();
            if (watermark >= 0) {
                keep(position.channelId(), Long.toUnsignedString(watermark));
            }
        }
    }

    private void raiseBase() {
        long mark = mark();
        if (mark > base && keep(BASE, Long.toUnsignedString(mark))) {
            base = mark;
            channels.values().removeIf(position -> position.retire(mark));
        }
    }

    /** The id below which every message of every channel is done; 0 while that is not known. */
    private long mark() {
        boolean allSeen = guilds.size() >= guildsExpected
                || System.nanoTime() - began > GUILDS_WITHIN.plusSeconds(5).toNanos();
        if (session.state() != SessionState.READY
                || !allSeen
                || channels.values().stream().anyMatch(ChannelPosition::hasGap)) {
            return 0;
        }
        long mark = Math.min(audited, Snowflakes.at(Instant.now().minus(BASE_LAGS)));
        for (ChannelPosition<Live> position : channels.values()) {
            long oldest = position.oldestUnderWay();
            if (oldest >= 0) {
                mark = Math.min(mark, oldest - 1);
            }
        }
        return mark;
    }

    private boolean keep(String key, String value) {
        try {
            repository.setState(key, value);
            return true;
        } catch (RuntimeException e) {
            LOG.warn("The position of {} could not be kept and is kept with the next one: {}", key, e.getMessage());
            return false;
        }
    }

    /** Asks for the newest messages, in case the gateway has lost some; what is still on its way gets time to come. */
    private void audit() {
        if (session.state() != SessionState.READY) {
            return;
        }
        long asked = Snowflakes.at(Instant.now().minus(BASE_LAGS));
        Executor later = CompletableFuture.delayedExecutor(BASE_LAGS.toMillis(), TimeUnit.MILLISECONDS, clock);
        CompletableFuture<?>[] audits = guilds.stream()
                .map(guild -> session.channels()
                        .states(guild)
                        .thenAcceptAsync(states -> states.forEach(this::compare), later)
                        .whenComplete((nothing, failure) -> notAudited(guild, failure)))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(audits).thenRun(() -> audited = asked);
    }

    private void notAudited(String guild, Throwable failure) {
        Throwable cause = DiscordException.unwrapped(failure);
        if (cause instanceof DiscordException refusal && refusal.isRefusal()) {
            LOG.info("Guild {} is not audited any more, the bot has no place in it: {}", guild, refusal.getMessage());
            guilds.remove(guild);
        } else if (cause != null) {
            LOG.warn("Guild {} could not be audited, and is with the next audit: {}", guild, cause.getMessage());
        }
    }

    /** What is missing, as far as is known. */
    Gaps gaps() {
        return Gaps.of(channels.values(), guilds);
    }

    boolean isClosed() {
        return closed;
    }

    /** Keeps what is known by now. The clock is not used any more after that. */
    void close() {
        closed = true;
        save();
        raiseBase();
    }
}
