package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.node.NullNode;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.discordbridge.simulator.Gateway;
import org.discordbridge.simulator.GatewayConnection;
import org.discordbridge.simulator.GatewaySession;

/** The script's hand on the gateway. */
final class GatewayScript implements Gateway {
    private final GatewayHub hub;
    private final World world;
    private final Vertx vertx;

    GatewayScript(GatewayHub hub, Vertx vertx) {
        this.hub = hub;
        this.world = hub.world;
        this.vertx = vertx;
    }

    @Override
    public void closeAll(int code) {
        open(link -> link.close(code, ""));
    }

    @Override
    public void drop() {
        open(GatewayLink::reset);
    }

    @Override
    public void close(int shard, int code) {
        open(of(shard, link -> link.close(code, "")));
    }

    @Override
    public void drop(int shard) {
        open(of(shard, GatewayLink::reset));
    }

    @Override
    public void close(GatewaySession session, int code) {
        link(session).close(code, "");
    }

    @Override
    public void drop(GatewaySession session) {
        link(session).reset();
    }

    @Override
    public void reconnect() {
        open(link -> {
            link.control(7, NullNode.instance);
            vertx.setTimer(5000, late -> link.close(4000, ""));
        });
    }

    @Override
    public void invalidate(boolean resumable) {
        invalidate(session -> true, resumable);
    }

    @Override
    public void invalidate(int shard, boolean resumable) {
        invalidate(session -> session.shard == shard, resumable);
    }

    @Override
    public void invalidate(GatewaySession session, boolean resumable) {
        GatewayLink link = link(session);
        invalidate(one -> one.link() == link, resumable);
    }

    private void invalidate(Predicate<Session> which, boolean resumable) {
        synchronized (world) {
            for (Session session : hub.live()) {
                GatewayLink link = session.link();
                if (link == null || !which.test(session)) {
                    continue;
                }
                link.control(9, Json.tree(resumable));
                session.detach(link, world.clock.millis());
                link.carry(null);
                if (!resumable) {
                    hub.end(session);
                }
            }
            world.changed();
        }
    }

    @Override
    public void forgetSessions() {
        synchronized (world) {
            hub.live().forEach(hub::end);
        }
    }

    @Override
    public void refuseConnections(boolean refuse) {
        hub.refusing = refuse;
    }

    @Override
    public void refuseSessions(int code) {
        hub.refusal = code == 0 ? null : link -> link.close(code, "");
    }

    @Override
    public void callSessionsInvalid(boolean on, boolean resumable) {
        hub.refusal = on ? link -> link.control(9, Json.tree(resumable)) : null;
    }

    @Override
    public void withholdGuilds(boolean on) {
        hub.guildsWithheld = on;
    }

    @Override
    public void withholdContent(boolean on) {
        world.contentWithheld = on;
    }

    @Override
    public void stopAcking(boolean stop) {
        hub.acking = !stop;
    }

    @Override
    public void lateHello(Duration delay) {
        hub.helloDelay = delay;
    }

    @Override
    public void lose(boolean on) {
        hub.lossy = on;
    }

    @Override
    public void delay(GatewaySession session, Duration by) {
        synchronized (world) {
            live(session).delay(by);
        }
    }

    @Override
    public void delayNew(int shard, Duration by) {
        synchronized (world) {
            hub.newDelays.put(shard, by);
        }
    }

    @Override
    public void recommendShards(int shards) {
        synchronized (world) {
            world.growth.recommended = shards;
        }
    }

    @Override
    public void limitGuilds(int perShard) {
        synchronized (world) {
            world.growth.guildsPerShard = perShard;
        }
    }

    @Override
    public void closeOverfull() {
        synchronized (world) {
            for (Session session : hub.live()) {
                if (hub.overfull(session)) {
                    if (session.link() != null) {
                        session.link().close(4011, "Sharding required.");
                    }
                    hub.end(session);
                }
            }
            world.changed();
        }
    }

    @Override
    public void blackHole(boolean on) {
        hub.blackHole = on;
        if (on) {
            open(GatewayLink::mute);
        }
    }

    @Override
    public void dispatch(String type, long guildId, Object data) {
        String text = Json.text(Json.tree(data));
        synchronized (world) {
            for (Session session : hub.live()) {
                if (session.covers(guildId)) {
                    session.dispatch(type, text);
                }
            }
        }
    }

    @Override
    public void frame(String text) {
        open(link -> link.send(text));
    }

    @Override
    public void requestHeartbeat() {
        open(link -> link.control(1, NullNode.instance));
    }

    @Override
    public List<GatewayConnection> connections() {
        return hub.links.stream().map(GatewayLink::view).toList();
    }

    @Override
    public List<GatewaySession> sessions() {
        synchronized (world) {
            hub.purge(world.clock.millis());
            return hub.history.stream().map(Session::view).toList();
        }
    }

    @Override
    public int identifies() {
        synchronized (world) {
            return hub.identifies;
        }
    }

    @Override
    public int earlyIdentifies() {
        synchronized (world) {
            return hub.earlyIdentifies;
        }
    }

    @Override
    public int resumes() {
        synchronized (world) {
            return hub.resumes;
        }
    }

    @Override
    public void awaitConnected(int sessions, Duration timeout) {
        Await.until(
                world,
                timeout,
                () -> hub.live().stream()
                                        .filter(session -> session.link() != null)
                                        .count()
                                >= sessions
                        ? true
                        : null,
                () -> "expected " + sessions + " connected sessions, saw " + sessions() + " on " + connections());
    }

    @Override
    public void awaitIdentifies(int count, Duration timeout) {
        Await.until(
                world,
                timeout,
                () -> hub.identifies >= count ? true : null,
                () -> "expected " + count + " IDENTIFYs, saw " + hub.identifies + " on " + connections());
    }

    @Override
    public void awaitResumes(int count, Duration timeout) {
        Await.until(
                world,
                timeout,
                () -> hub.resumes >= count ? true : null,
                () -> "expected " + count + " RESUMEs, saw " + hub.resumes + " on " + connections());
    }

    private Session live(GatewaySession wanted) {
        return hub.live().stream()
                .filter(session -> session.id.equals(wanted.id()))
                .findAny()
                .orElseThrow(() -> new IllegalStateException(
                        "The session of shard [" + wanted.shard() + ", " + wanted.shards() + "] is over"));
    }

    private GatewayLink link(GatewaySession wanted) {
        synchronized (world) {
            GatewayLink link = live(wanted).link();
            if (link == null) {
                throw new IllegalStateException("The session of shard [" + wanted.shard() + ", " + wanted.shards()
                        + "] has no connection at the moment");
            }
            return link;
        }
    }

    private static Consumer<GatewayLink> of(int shard, Consumer<GatewayLink> action) {
        return link -> {
            if (link.session() != null && link.session().shard == shard) {
                action.accept(link);
            }
        };
    }

    private void open(Consumer<GatewayLink> action) {
        hub.links.stream().filter(GatewayLink::isOpen).forEach(action);
    }
}
