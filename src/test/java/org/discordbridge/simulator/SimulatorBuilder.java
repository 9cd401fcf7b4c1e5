package org.discordbridge.simulator;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.discordbridge.simulator.internal.Settings;

/** Settings of a simulator before it starts. Each call changes one and returns the builder. */
public final class SimulatorBuilder {
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
    private boolean identifyLimit;
    private Duration ahead = Duration.ZERO;

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

    /** Gives buckets limits: five messages in five seconds for each channel; default off. */
    public SimulatorBuilder realRateLimits() {
        this.realRateLimits = true;
        return this;
    }

    /** Enforces one IDENTIFY per five seconds: others are answered with op 9; default off. */
    public SimulatorBuilder identifyLimit() {
        this.identifyLimit = true;
        return this;
    }

    /** How far Discord's clock is ahead of this machine's, negative for behind it; default not at all. */
    public SimulatorBuilder ahead(Duration time) {
        this.ahead = time;
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
                identifyLimit,
                ahead));
    }
}
