package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.discordbridge.simulator.Intent;

/**
 * The gateway's protocol: who may identify, what a session gets and how it is resumed (Discord docs, Gateway).
 * Sessions are guarded by the world's lock.
 */
final class GatewayHub {
    /** How long a session can be resumed after its connection was lost. */
    private static final long RESUMABLE_MILLIS = 180_000;

    // Discord docs, Reference > API Versions: the older ones are deprecated
    private static final List<String> VERSIONS = List.of("9", "10");

    final World world;
    final List<GatewayLink> links = new CopyOnWriteArrayList<>();
    final List<Session> history = new ArrayList<>();
    private final Map<String, Session> sessions = new LinkedHashMap<>();
    private final Backlog backlog;
    private final Vertx vertx;
    private final Recorder recorder;
    private final IdentifyLimit identifyLimit;
    int identifies;
    int earlyIdentifies;
    int resumes;
    volatile boolean refusing;
    /** What those get who identify or resume; null if they are let in. */
    volatile Consumer<GatewayLink> refusal;

    volatile boolean acking = true;
    volatile boolean guildsWithheld;
    volatile boolean blackHole;
    volatile boolean lossy;
    volatile Duration helloDelay = Duration.ZERO;
    /** How late dispatches of new sessions are delivered, by the number of the shard. */
    final Map<Integer, Duration> newDelays = new HashMap<>();

    GatewayHub(World world, Vertx vertx, Recorder recorder) {
        this.world = world;
        this.vertx = vertx;
        this.recorder = recorder;
        this.backlog = new Backlog(world.settings.backlog());
        this.identifyLimit = new IdentifyLimit(world.settings.sharding());
    }

    /** Takes a websocket handshake. */
    void accept(HttpServerRequest request) {
        if (refusing) {
            request.response().setStatusCode(503).end();
            return;
        }
        String version = request.getParam("v");
        String encoding = request.getParam("encoding");
        String url = world.gatewayUrl(request.getHeader("Host"));
        request.toWebSocket().onSuccess(socket -> {
            GatewayLink link = new GatewayLink(this, vertx, socket, request.connection(), url, links.size() + 1);
            links.add(link);
            if (version != null && !VERSIONS.contains(version)) {
                link.close(4012, "Invalid API version");
            } else if (encoding != null && !encoding.equals("json")) {
                link.close(4002, "Only the json encoding is simulated");
            } else if (blackHole) {
                link.mute();
            } else if (helloDelay.isZero()) {
                link.hello(world.settings.heartbeat().toMillis());
            } else {
                vertx.setTimer(
                        helloDelay.toMillis(),
                        late -> link.hello(world.settings.heartbeat().toMillis()));
            }
        });
    }

    /** What a client sent; it gets an answer or is closed, whatever it was. */
    void received(GatewayLink link, int op, JsonNode data) {
        try {
            handle(link, op, data);
        } catch (RuntimeException bug) {
            recorder.bug(bug);
            link.close(4000, "The simulator failed: " + bug.getClass().getSimpleName());
        }
    }

    // Discord docs, Opcodes and Status Codes > Gateway Opcodes
    private void handle(GatewayLink link, int op, JsonNode data) {
        if (op == 1) {
            if (acking) {
                link.control(11, NullNode.instance);
            }
            return;
        }
        Consumer<GatewayLink> refuse = op == 2 || op == 6 ? refusal : null;
        if (refuse != null) {
            refuse.accept(link);
            return;
        }
        synchronized (world) {
            switch (op) {
                case 2 -> identify(link, data);
                case 6 -> resume(link, data);
                case 3, 4, 31, 43 -> needSession(link);
                case 8 -> {
                    if (needSession(link)) {
                        MemberChunks.answer(world, link.session(), data);
                    }
                }
                default -> link.close(4001, "Unknown opcode.");
            }
            world.changed();
        }
    }

    private boolean needSession(GatewayLink link) {
        if (link.session() == null) {
            link.close(4003, "Not authenticated.");
            return false;
        }
        return true;
    }

    private void identify(GatewayLink link, JsonNode data) {
        if (link.session() != null) {
            link.close(4005, "Already authenticated.");
            return;
        }
        if (!token(link, data)) {
            return;
        }
        if (!data.path("properties").isObject() || !data.path("intents").isIntegralNumber()) {
            link.close(4002, "Error while decoding payload.");
            return;
        }
        long intents = data.get("intents").longValue();
        if ((intents & ~Intent.all()) != 0) {
            link.close(4013, "Invalid intent(s).");
            return;
        }
        if (world.settings.disallowed().stream().anyMatch(intent -> intent.in(intents))
                || world.contentWithheld && Intent.MESSAGE_CONTENT.in(intents)) {
            link.close(4014, "Disallowed intent(s).");
            return;
        }
        int shard = data.path("shard").path(0).asInt(0);
        int shards = data.path("shard").path(1).asInt(1);
        if (shard < 0 || shards < 1 || shard >= shards) {
            link.close(4010, "Invalid shard.");
            return;
        }
        long now = world.clock.millis();
        if (!identifyLimit.allows(shard, now)) {
            earlyIdentifies++;
            link.control(9, Json.tree(false));
            return;
        }
        identifies++;
        ObjectNode kept = ((ObjectNode) data).deepCopy().without("token");
        Session session = new Session(kept, intents, shard, shards, world.settings.resumeBuffer());
        if (overfull(session)) {
            link.close(4011, "Sharding required.");
            return;
        }
        purge(now);
        session.delay(newDelays.getOrDefault(shard, Duration.ZERO));
        sessions.put(session.id, session);
        history.add(session);
        session.attach(link);
        link.carry(session);
        Welcome.say(world, session, link, guildsWithheld);
    }

    // Discord docs, Gateway > Resuming
    private void resume(GatewayLink link, JsonNode data) {
        if (!token(link, data)) {
            return;
        }
        Session session = sessions.get(data.path("session_id").asText());
        long seen = data.path("seq").asLong(-1);
        purge(world.clock.millis());
        if (session == null || session.ended || seen < 0) {
            link.control(9, Json.tree(false));
            return;
        }
        if (seen > session.sequence()) {
            end(session);
            link.close(4007, "Invalid seq.");
            return;
        }
        List<String> missed = session.since(seen);
        if (missed == null) {
            end(session);
            link.control(9, Json.tree(false));
            return;
        }
        GatewayLink old = session.link();
        if (old != null && old != link) {
            session.detach(old, world.clock.millis());
            old.close(4000, "Resumed elsewhere.");
        }
        session.attach(link);
        missed.forEach(link::dispatch);
        missed.forEach(this::resent);
        link.carry(session);
        session.resumed();
        resumes++;
        session.dispatch("RESUMED", "{\"_trace\":[\"[\\\"gateway-sim\\\"]\"]}");
    }

    private void witness(Event event, Session session) {
        if (world.witness() != Witness.NONE) {
            world.witness().dispatched(event.type, event.data(), session.view());
        }
    }

    private void resent(String frame) {
        if (world.witness() != Witness.NONE) {
            JsonNode json = Json.parse(frame.getBytes(StandardCharsets.UTF_8));
            world.witness()
                    .resent(
                            json.path("t").asText(),
                            json.path("d"),
                            json.path("s").asLong());
        }
    }

    private boolean token(GatewayLink link, JsonNode data) {
        // libraries that share the value with REST send its prefix along
        if (world.settings.token().equals(data.path("token").asText().replaceFirst("^Bot ", ""))) {
            return true;
        }
        link.close(4004, "Authentication failed.");
        return false;
    }

    /** Whether its shard has more guilds than a shard may have. */
    boolean overfull(Session session) {
        return session.of(world.guilds.values()).size() > world.growth.guildsPerShard;
    }

    boolean hasSessions() {
        return !sessions.isEmpty();
    }

    void publish(Event event) {
        if (lossy) {
            return;
        }
        for (Session session : sessions.values()) {
            if (session.wants(event)) {
                session.dispatch(event, world.contentWithheld);
                witness(event, session);
            }
        }
    }

    void publishGuild(SimGuild guild) {
        for (Session session : sessions.values()) {
            if (session.covers(guild.id()) && Intent.GUILDS.in(session.intents)) {
                session.dispatch("GUILD_CREATE", Json.text(guild.create(session.intents)));
            }
        }
    }

    /** Forgets a session: it cannot be resumed any more. */
    void end(Session session) {
        sessions.remove(session.id);
        session.end();
    }

    List<Session> live() {
        return new ArrayList<>(sessions.values());
    }

    /** Ends those sessions that waited too long for their client. */
    void purge(long now) {
        live().stream()
                .filter(session -> session.expired(now, RESUMABLE_MILLIS))
                .forEach(this::end);
    }

    /** The simulator is about to close a connection: the codes after which a session is gone end it. */
    void closing(GatewayLink link, int code) {
        synchronized (world) {
            if (link.session() != null && CloseCodes.endsSession(code)) {
                end(link.session());
            }
            world.changed();
        }
    }

    /** A connection is gone. A client that closes with 1000 or 1001 gives its session up. */
    void closed(GatewayLink link, int clientClose) {
        synchronized (world) {
            Session session = link.session();
            if (session != null) {
                session.detach(link, world.clock.millis());
                if (clientClose == 1000 || clientClose == 1001) {
                    end(session);
                }
            }
            world.changed();
        }
        roomMade();
    }

    void roomMade() {
        backlog.roomMade();
    }

    void awaitRoom() {
        backlog.awaitRoom(links);
    }
}
