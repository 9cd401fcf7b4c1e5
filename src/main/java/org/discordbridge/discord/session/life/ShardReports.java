package org.discordbridge.discord.session.life;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.discordbridge.discord.session.SessionState;
import org.discordbridge.discord.session.Shard;
import org.discordbridge.discord.session.ShardStatus;
import org.discordbridge.discord.session.connect.GatewayClose;
import org.discordbridge.discord.session.dispatch.ChannelWatch;
import org.discordbridge.discord.session.finding.Findings;
import org.discordbridge.discord.session.subscribe.Subscribers;
import org.discordbridge.event.GatewayReady;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes the changes of each shard, and logs them. Called on the shard's websocket thread. */
final class ShardReports {
    private static final Logger LOG = LoggerFactory.getLogger(DiscordSession.class);

    private final Lifecycle life;
    private final Readiness ready;
    private final ChannelWatch watch;
    private final Findings findings;
    private final Subscribers subscribers;
    private volatile boolean isNews = true;

    ShardReports(Lifecycle life, Readiness ready, ChannelWatch watch, Findings findings, Subscribers subscribers) {
        this.life = life;
        this.ready = ready;
        this.watch = watch;
        this.findings = findings;
        this.subscribers = subscribers;
    }

    void ready(Shard shard, String botId, String botName, List<String> guilds) {
        ShardStatus before = life.of(shard);
        if (before == null) {
            // it was given away just now
            return;
        }
        // first of all: as long as the shard counts as ready, all gaps must be known
        watch.began(shard, guilds);
        findings.began(shard, botId, guilds);
        boolean again = before.state() != SessionState.CONNECTING;
        boolean first = life.ready(shard, guilds.size());
        if (again) {
            LOG.warn(
                    "Discord's gateway made a new session{}: of what happened in between, messages can be read, if a"
                            + " route keeps positions; nothing else is delivered",
                    shard.suffix());
        } else if (shard.of() > 1) {
            LOG.info("Shard {} of Discord's gateway is ready: {} guilds", shard, guilds.size());
        }
        if (first) {
            int all = life.status().guilds();
            GatewayReady event = new GatewayReady(Instant.now(), botId, botName, all);
            LOG.info("Discord's gateway is ready: bot {} ({}) in {} guilds", botName, botId, all);
            ready.future().complete(event);
            if (isNews) {
                subscribers.deliver(event, null);
            }
        }
    }

    /** Sets whether the bot was not there a moment ago, in another process: that it is ready is an event then. */
    void setNews(boolean news) {
        isNews = news;
    }

    /** Notes that there is no shard to wait for, if so: the session is ready without any. */
    void standBy(String botId, String botName) {
        if (life.standBy()) {
            LOG.info("Other processes have all shards of bot {} ({})", botName, botId);
            ready.future().complete(new GatewayReady(Instant.now(), botId, botName, 0));
        }
    }

    /** Notes that a shard has ended for good, and that the session goes on without it. */
    void over(Shard shard, int closeCode, String reason) {
        if (life.of(shard) != null) {
            life.lost(shard, closeCode, reason);
        }
    }

    /** Forgets a shard, which another process has. */
    void gone(Shard shard) {
        if (life.of(shard) == null) {
            return;
        }
        life.remove(shard);
        watch.ended(shard);
        findings.ended(shard);
    }

    void resumed(Shard shard) {
        life.resumed(shard);
        LOG.info("Discord's gateway connection resumed{}", shard.suffix());
    }

    void unreached(Shard shard, String reason) {
        life.unreached(shard, reason);
    }

    void heard(Shard shard, Duration ago) {
        watch.heard(shard, ago);
    }

    void disconnected(Shard shard, GatewayClose close, Duration pause) {
        life.lost(shard, close.code(), close.reason());
        LOG.warn("Discord's gateway connection{} is lost: {}", shard.suffix(), close.told(pause));
    }
}
