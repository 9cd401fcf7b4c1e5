package org.discordbridge.simulator;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.discordbridge.simulator.internal.Settings;

/** Settings of a simulator before it starts. Each call changes one and returns the builder. */
public final class SimulatorBuilder {
    // Discord docs, Rate Limits > Global Rate Limit
    private static final int GLOBAL_LIMIT = 50;

    private final Set<Intent> disallowed = EnumSet.noneOf(Intent.class);
    private String token = "simulated-token";
    private String botName = "bridge";
    private int port;
    private Duration heartbeat = Duration.ofMillis(41_250);
    private int resumeBuffer = 20_000;
    private int history = 10_000;
    private int recordedCalls = 10_000;
    private long backlog = 8 << 20;
    private boolean realRateLimits;
    private int globalLimit;
    private int shards;
    private int maxConcurrency = 1;
    private Duration identifyWindow = Duration.ZERO;
    private int guildsPerShard = 2500;
    private int sessionStarts = 1000;
    private Duration ahead = Duration.ZERO;
    private boolean fixedIds;

    SimulatorBuilder() {}

    /** The only token accepted; default {@code simulated-token}. */
    public SimulatorBuilder token(String token) {
        this.token = token;
        return this;
    }

    /** The bot's user name; default {@code bridge}. */
    public SimulatorBuilder botName(String name) {
        this.botName = name;
        return this;
    }

    /** The port; default 0, any free one. */
    public SimulatorBuilder port(int port) {
        this.port = port;
        return this;
    }

    /** Switches privileged intents off in the developer portal: asking for them closes with 4014. */
    public SimulatorBuilder disallow(Intent... intents) {
        for (Intent intent : intents) {
            if (!intent.privileged()) {
                throw new IllegalArgumentException(intent + " is not privileged, Discord cannot switch it off");
            }
            disallowed.add(intent);
        }
        return this;
    }

    /** The heartbeat interval in HELLO; default 41.25 s. Clients that miss one are closed with 4009. */
    public SimulatorBuilder heartbeat(Duration interval) {
        this.heartbeat = interval;
        return this;
    }

    /** How many events a session keeps for a resume; default 20,000. Older ones make the session unresumable. */
    public SimulatorBuilder resumeBuffer(int events) {
        this.resumeBuffer = events;
        return this;
    }

    /** How many messages a channel keeps; default 10,000. Older ones and their files are forgotten. */
    public SimulatorBuilder history(int messages) {
        this.history = messages;
        return this;
    }

    /** How many calls are kept for {@link DiscordSimulator#calls()}; default 10,000. */
    public SimulatorBuilder recordedCalls(int calls) {
        this.recordedCalls = calls;
        return this;
    }

    /** How many bytes may wait for a client before scripts that post are held up; default 8 MiB. */
    public SimulatorBuilder backlog(long bytes) {
        this.backlog = bytes;
        return this;
    }

    /** Gives buckets limits, five messages in five seconds for each channel, and the bot fifty calls a second; default off. */
    public SimulatorBuilder realRateLimits() {
        this.realRateLimits = true;
        return this;
    }

    /**
     * Lets the bot ask so often within any second, over all its connections; more is answered with 429. Responses to interactions
     * and webhooks with a token do not count; default any number, and fifty with {@link #realRateLimits}.
     */
    public SimulatorBuilder globalLimit(int perSecond) {
        if (perSecond < 1) {
            throw new IllegalArgumentException("A bot has at least one request a second, not " + perSecond);
        }
        this.globalLimit = perSecond;
        return this;
    }

    /**
     * Enforces how many sessions may be begun at a time, as Discord does: of the shards with the same remainder of their
     * number and {@link #maxConcurrency}, one in five seconds. Others are answered with op 9, and count for the day; default off.
     */
    public SimulatorBuilder identifyLimit() {
        return identifyLimit(Duration.ofSeconds(5));
    }

    /** The same within a shorter time, for who cannot wait. */
    public SimulatorBuilder identifyLimit(Duration window) {
        this.identifyWindow = window;
        return this;
    }

    /** How many shards are recommended to the bot at first; default one for each thousand guilds. */
    public SimulatorBuilder shards(int recommended) {
        this.shards = recommended;
        return this;
    }

    /** How many shards may identify at a time; default 1. */
    public SimulatorBuilder maxConcurrency(int identifies) {
        this.maxConcurrency = identifies;
        return this;
    }

    /** How many guilds a shard may have at first, as Discord limits it; default 2,500. One with more is closed with 4011. */
    public SimulatorBuilder guildsPerShard(int guilds) {
        this.guildsPerShard = guilds;
        return this;
    }

    /** How many sessions may be begun in all; default 1000, as Discord allows within a day. */
    public SimulatorBuilder sessionStarts(int sessions) {
        this.sessionStarts = sessions;
        return this;
    }

    /** How far Discord's clock is ahead of this machine's, negative for behind it; default not at all. */
    public SimulatorBuilder ahead(Duration time) {
        this.ahead = time;
        return this;
    }

    /**
     * Gives people, guilds, channels, roles and the like the same ids in each run, if they are added in the same order. Those of
     * messages and interactions are of the time; default off.
     */
    public SimulatorBuilder fixedIds() {
        this.fixedIds = true;
        return this;
    }

    /** Starts it; returns when its port is open. */
    public DiscordSimulator start() {
        return new DiscordSimulator(new Settings(
                token,
                botName,
                port,
                Set.copyOf(disallowed),
                heartbeat,
                resumeBuffer,
                history,
                recordedCalls,
                backlog,
                realRateLimits,
                globalLimit == 0 && realRateLimits ? GLOBAL_LIMIT : globalLimit,
                new Settings.Sharding(shards, maxConcurrency, identifyWindow, guildsPerShard, sessionStarts),
                ahead,
                fixedIds));
    }
}
