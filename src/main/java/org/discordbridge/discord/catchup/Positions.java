package org.discordbridge.discord.catchup;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.spi.StateRepository;
import org.discordbridge.discord.session.SessionState;
import org.discordbridge.discord.session.Shard;
import org.discordbridge.discord.session.life.DiscordSession;
import org.discordbridge.discord.session.subscribe.ChannelListener;
import org.discordbridge.discord.session.subscribe.ChannelState;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.event.Snowflakes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows how far a route has come in every channel, and stores it in a repository that outlives the process. So messages
 * that were written while the bridge was away are read over REST, in order, before live ones.
 *
 * <p>Each channel with something going on has a watermark, and one {@link BaseWatermark} counts for all. The newest
 * known id tells the time, since the clock of this machine may be wrong. Live messages come on the websocket threads of
 * all shards; those of one channel always come on the same thread. Everything else runs on one thread of its own. A
 * shard that begins a new session only concerns its own channels.
 */
public final class Positions implements ChannelListener {
    private static final Logger LOG = LoggerFactory.getLogger(Positions.class);
    private static final String BASE = "base";
    private static final String DIRECT = "direct-messages";
    private static final Duration SAVE_EVERY = Duration.ofMillis(25);
    private static final Duration RAISE_EVERY = Duration.ofSeconds(2);
    /** Greatest delay of a message on its way over the gateway. */
    static final Duration BASE_LAGS = Duration.ofSeconds(5);

    private static final Duration GUILDS_WITHIN = Duration.ofSeconds(60);

    private final CatchUpOptions options;
    private final StateRepository<String, String> repository;
    private final DiscordSession session;
    private final CatchUpTarget sink;
    private final ScheduledExecutorService clock;
    private final GapReader reader;
    private final NewestMessageAudit audit;
    private final Map<String, ChannelPosition<Live>> channels = new ConcurrentHashMap<>();
    private final Set<String> guilds = ConcurrentHashMap.newKeySet();
    private final DirectChannels direct;
    private final BaseWatermark base;
    private final MovedPositions moved = new MovedPositions(this::keep, System::nanoTime);
    private final boolean catchesUp;
    private final Set<String> met = ConcurrentHashMap.newKeySet();
    private final ShardProgress progress;
    private volatile boolean installed;
    private volatile boolean closed;

    /** A message that came over the gateway. */
    record Live(MessageCreated message, Supplier<String> raw) {}

    /** Reads what the repository has. Blocks. */
    public Positions(
            CatchUpOptions options,
            StateRepository<String, String> repository,
            DiscordSession session,
            CatchUpTarget sink,
            ScheduledExecutorService clock) {
        this.options = options;
        this.repository = repository;
        this.session = session;
        this.sink = sink;
        this.clock = clock;
        this.reader = new GapReader(this, session, sink, clock);
        this.progress = new ShardProgress(session.status().shards().size());
        String known = repository.getState(BASE);
        // a first installation has missed nothing, unless an option asks to look back
        catchesUp = known != null || options.from() > 0;
        installed = catchesUp;
        base = new BaseWatermark(known, options.from());
        if (known == null && installed) {
            keep(BASE, base.raisedTo(base.id()));
        }
        direct = new DirectChannels(repository.getState(DIRECT));
        every(SAVE_EVERY, moved::keepIfDue);
        every(RAISE_EVERY, this::raiseBase);
        audit = options.audit().isZero()
                ? null
                : new NewestMessageAudit(session, guilds, progress::newest, this::appeared, clock);
        if (audit != null) {
            audit.begin(base.id());
            every(options.audit(), audit);
        }
    }

    private void every(Duration interval, Runnable task) {
        clock.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        // after an exception, the clock would not run it again
                        LOG.error("Positions could not be looked after just now", e);
                    }
                },
                interval.toMillis(),
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    // --- on the websocket threads ------------------------------------------------------------------------------------

    /** Handles a message that has come over the gateway. */
    public void live(MessageCreated message, Supplier<String> raw) {
        long id = Snowflakes.parse(message.messageId());
        progress.heard(message.guildId(), id);
        while (!live(id, message, raw, positionOf(message.channelId(), message.guildId(), id))) {
            channels.computeIfPresent(message.channelId(), (key, old) -> old.isRetired() ? null : old);
        }
    }

    /** Handles a live message. Returns false if the position went out of use just now. */
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

    private ChannelPosition<Live> positionOf(String channelId, String guildId, long live) {
        ChannelPosition<Live> known = channels.get(channelId);
        if (known != null) {
            return known;
        }
        // its guild has not appeared yet, so it is not known whether messages were missed before
        boolean early = guildId != null && !guilds.contains(guildId);
        ChannelPosition<Live> position = channels.computeIfAbsent(channelId, id -> {
            ChannelPosition<Live> made = new ChannelPosition<>(id, guildId, start(id, live - 1), moved::add);
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
    public void began(Shard shard, int count) {
        progress.began(shard, count);
        guilds.removeIf(shard::covers);
        of(shard).forEach(ChannelPosition::suspect);
        clock.execute(() -> {
            if (!installed) {
                raiseBase();
            } else if (shard.covers(null)) {
                direct.all().forEach(this::readDirect);
            }
        });
        clock.schedule(() -> readSuspects(of(shard)), GUILDS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Stream<ChannelPosition<Live>> of(Shard shard) {
        return channels.values().stream().filter(position -> shard.covers(position.guildId()));
    }

    @Override
    public void heard(Shard shard, Duration ago) {
        progress.heard(shard, ago);
    }

    private void readDirect(String id) {
        ChannelPosition<Live> position =
                channels.computeIfAbsent(id, key -> new ChannelPosition<>(key, null, start(key, 0), moved::add));
        openGap(position, "the bridge was away");
    }

    @Override
    public void appeared(String guildId, List<ChannelState> states, boolean joined) {
        boolean fresh = !catchesUp && met.add(guildId) || joined;
        states.forEach(state -> compare(state, fresh));
        guilds.add(guildId);
        if (!installed) {
            clock.execute(this::raiseBase);
        }
        // reads channels that the guild no longer shows
        clock.execute(
                () -> readSuspects(channels.values().stream().filter(position -> guildId.equals(position.guildId()))));
    }

    @Override
    public void appeared(List<ChannelState> states) {
        states.forEach(state -> compare(state, false));
    }

    /** @param fresh whether older messages of the channel do not matter, unless a position is stored for it */
    private void compare(ChannelState state, boolean fresh) {
        ChannelPosition<Live> position = channels.get(state.id());
        long last = state.lastMessageId();
        progress.heard(state.guildId(), last);
        if (position == null && (fresh || !installed) && repository.getState(state.id()) == null) {
            if (installed) {
                keep(state.id(), Long.toUnsignedString(last));
            }
        } else if (position == null) {
            long start = start(state.id(), last);
            boolean unknown = last == 0 && catchesUp;
            if (last <= start && !unknown) {
                base.hasNothingNewer(state.id());
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

    /**
     * Returns the id after which a channel is read: its stored watermark, or the base if that is higher and the channel
     * is not behind it, else {@code first}.
     */
    private long start(String channelId, long first) {
        String kept = repository.getState(channelId);
        long start = kept != null || installed ? base.of(channelId, kept) : first;
        return options.maxAge().isZero()
                ? start
                : Math.max(start, Snowflakes.before(progress.newest(), options.maxAge()));
    }

    private void openGap(ChannelPosition<Live> position, String why) {
        if (position.openGap()) {
            LOG.info("Channel {} is read from {} on: {}", position.channelId(), position.watermark(), why);
            reader.begin(position);
        }
    }

    private void readSuspects(Stream<ChannelPosition<Live>> all) {
        all.filter(ChannelPosition::isSuspect).forEach(position -> openGap(position, "the gateway made a new session"));
    }

    // --- in the background -------------------------------------------------------------------------------------------

    private void raiseBase() {
        boolean others = base.look(channels);
        long mark = mark();
        boolean raise = mark > base.id() || mark == base.id() && !installed;
        long to = raise ? mark : base.id();
        if ((raise || others) && keep(BASE, base.raisedTo(to)) && raise) {
            base.raise(mark);
            if (!installed) {
                installed = true;
                if (audit != null) {
                    audit.begin(mark);
                }
            }
            channels.values().removeIf(position -> position.retire(mark));
        }
    }

    /** Returns the id below which every message is done in all channels but those behind; -1 if it is unknown. */
    private long mark() {
        // read before the state: when a shard is ready again after a resume, all repeated events have come
        long heard = progress.everywhere();
        if (session.state() != SessionState.READY
                || !progress.hasAll(guilds, GUILDS_WITHIN.plusSeconds(5))
                || counted().anyMatch(ChannelPosition::hasGap)) {
            return -1;
        }
        // a first installation begins with new messages and ignores older ones
        long mark = installed ? Snowflakes.before(heard, BASE_LAGS) : progress.newest();
        if (installed && audit != null) {
            mark = Math.min(mark, audit.done());
        }
        return counted()
                .mapToLong(ChannelPosition::oldestUnderWay)
                .filter(oldest -> oldest >= 0)
                .map(oldest -> oldest - 1)
                .reduce(mark, Math::min);
    }

    private Stream<ChannelPosition<Live>> counted() {
        return channels.values().stream().filter(position -> !base.hasPassed(position.channelId()));
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

    /** Counts the gaps that are known. */
    public Gaps gaps() {
        return Gaps.of(channels.values(), guilds);
    }

    boolean isClosed() {
        return closed;
    }

    /** Stores the positions that are known by now. The clock is not used any more after that. */
    public void close() {
        closed = true;
        // also those that only passed over unwanted messages, so that these need not be read again
        channels.values().forEach(moved::add);
        moved.keepAll();
        raiseBase();
    }
}
