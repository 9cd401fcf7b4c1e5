package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.discordbridge.simulator.GatewaySession;
import org.discordbridge.simulator.Intent;

/** A gateway session: a shard, its intents and the log of what was dispatched to it. Guarded by the world's lock. */
final class Session {
    /** One dispatch as it goes over the wire. */
    record Dispatch(long sequence, String frame) {}

    final String id;
    final long intents;
    final int shard;
    final int shards;
    private final String identify;
    private final int buffer;
    private final ArrayDeque<Dispatch> log = new ArrayDeque<>();
    private long sequence;
    private GatewayLink link;
    private long detachedAt;
    private int resumes;
    boolean ended;
    /** How late dispatches are delivered. */
    Duration delay = Duration.ZERO;

    Session(ObjectNode identify, long intents, int shard, int shards, int buffer) {
        byte[] random = new byte[16];
        ThreadLocalRandom.current().nextBytes(random);
        this.id = HexFormat.of().formatHex(random);
        this.intents = intents;
        this.shard = shard;
        this.shards = shards;
        this.identify = Json.text(identify);
        this.buffer = buffer;
    }

    /** Whether an event of this guild (0: of none) is this shard's (Discord docs, Gateway > Sharding). */
    boolean covers(long guildId) {
        return guildId == 0 ? shard == 0 : (guildId >>> 22) % shards == shard;
    }

    /** Those of the guilds that are this shard's. */
    List<SimGuild> of(Collection<SimGuild> guilds) {
        return guilds.stream().filter(guild -> covers(guild.id())).toList();
    }

    boolean wants(Event event) {
        return covers(event.guildId) && (event.intents == 0 || (event.intents & intents) != 0);
    }

    void dispatch(Event event, boolean contentWithheld) {
        dispatch(event.type, event.text(Intent.MESSAGE_CONTENT.in(intents) && !contentWithheld));
    }

    void dispatch(String type, String data) {
        long next = ++sequence;
        StringBuilder frame = new StringBuilder(data.length() + type.length() + 48);
        frame.append("{\"t\":\"").append(type).append("\",\"s\":").append(next);
        String text = frame.append(",\"op\":0,\"d\":").append(data).append('}').toString();
        log.addLast(new Dispatch(next, text));
        if (log.size() > buffer) {
            log.removeFirst();
        }
        if (link != null) {
            link.dispatch(text);
        }
    }

    /** What came after this sequence number, or null if the log does not reach back that far. */
    List<String> since(long seen) {
        if (seen < sequence - log.size()) {
            return null;
        }
        List<String> missed = new ArrayList<>();
        for (Dispatch dispatch : log) {
            if (dispatch.sequence > seen) {
                missed.add(dispatch.frame);
            }
        }
        return missed;
    }

    void attach(GatewayLink carrier) {
        link = carrier;
        link.delay(delay);
    }

    /** Delivers dispatches so late from now on, those that wait already too. */
    void delay(Duration by) {
        delay = by;
        if (link != null) {
            link.delay(by);
        }
    }

    void resumed() {
        resumes++;
    }

    void detach(GatewayLink carrier, long now) {
        if (link == carrier) {
            link = null;
            detachedAt = now;
        }
    }

    GatewayLink link() {
        return link;
    }

    void end() {
        ended = true;
        log.clear();
    }

    boolean expired(long now, long lifetime) {
        return link == null && now - detachedAt > lifetime;
    }

    long sequence() {
        return sequence;
    }

    GatewaySession view() {
        return new GatewaySession(id, intents, shard, shards, sequence, resumes, link != null, !ended, identify);
    }
}
