package org.discordbridge.simulator;

import java.time.Duration;
import java.util.List;

/** The gateway's side of the script: what it does to connected clients, and what it has seen of them. */
public interface Gateway {
    /** Closes every connection with this code; sessions stay resumable unless the code ends them. */
    void closeAll(int code);

    /** Cuts every connection with a TCP reset and without a close frame. */
    void drop();

    /** Closes the connections of one shard with this code, whatever the number of shards. */
    void close(int shard, int code);

    /** Cuts the connections of one shard with a TCP reset. */
    void drop(int shard);

    /** Closes the connection of one session with this code; fails if it has none. */
    void close(GatewaySession session, int code);

    /** Cuts the connection of one session with a TCP reset; fails if it has none. */
    void drop(GatewaySession session);

    /** Asks every client to reconnect and resume: op 7. Connections still open five seconds later are closed. */
    void reconnect();

    /** Invalidates every connected session: op 9. Not resumable means that the session is forgotten. */
    void invalidate(boolean resumable);

    /** Invalidates the sessions of one shard: op 9. */
    void invalidate(int shard, boolean resumable);

    /** Invalidates one session: op 9; fails if it has no connection. */
    void invalidate(GatewaySession session, boolean resumable);

    /** Forgets every session without telling anybody: the next resume is answered with op 9 false. */
    void forgetSessions();

    /** Refuses new connections with HTTP 503, or accepts them again. */
    void refuseConnections(boolean refuse);

    /** Closes every connection that identifies or resumes with this code; 0 accepts them again. */
    void refuseSessions(int code);

    /** Answers every IDENTIFY and RESUME with op 9, resumable or not, or accepts them again. */
    void callSessionsInvalid(boolean on, boolean resumable);

    /** Lets no GUILD_CREATE follow a READY, as with an outage of all guilds, or again one for each. */
    void withholdGuilds(boolean on);

    /** Switches MESSAGE CONTENT INTENT off in the portal, or on again: who asks for it is refused, who has it goes on. */
    void withholdContent(boolean on);

    /** Stops or resumes answering heartbeats. */
    void stopAcking(boolean stop);

    /** Delays HELLO on new connections. */
    void lateHello(Duration delay);

    /** Loses what happens: it is dispatched to nobody, not even by a resume. The gateway promises no delivery. */
    void lose(boolean on);

    /**
     * Delivers the dispatches of one session so late, in their order, from now on: also those that are on their way already, so
     * that zero delivers them at once. Heartbeats are answered as ever.
     */
    void delay(GatewaySession session, Duration by);

    /** Delivers the dispatches of sessions of this shard so late that begin from now on, READY included. */
    void delayNew(int shard, Duration by);

    /** Recommends so many shards from now on; 0 for one for each thousand guilds. */
    void recommendShards(int shards);

    /** Lets a shard have so many guilds from now on: an IDENTIFY for more is closed with 4011. Sessions go on. */
    void limitGuilds(int perShard);

    /** Closes with 4011 the sessions whose shard has more guilds than it may have. */
    void closeOverfull();

    /** Keeps connections open but neither reads from nor writes to them; events go only into the sessions' logs. */
    void blackHole(boolean on);

    /** Dispatches any event: to the shard of the guild, or to shard 0 if the guild is 0. No intent is asked for. */
    void dispatch(String type, long guildId, Object data);

    /** Sends every client a frame of this text, whatever it is. No session has it in its log. */
    void frame(String text);

    /** Asks every client for an immediate heartbeat: op 1. */
    void requestHeartbeat();

    /** Every connection so far, oldest first. */
    List<GatewayConnection> connections();

    /** Every session so far, oldest first, ended ones included. */
    List<GatewaySession> sessions();

    /** How many IDENTIFYs were accepted. */
    int identifies();

    /** How many IDENTIFYs came too early: they were answered with op 9, and count for the day. */
    int earlyIdentifies();

    /** How many RESUMEs were accepted. */
    int resumes();

    /** Waits until so many sessions are connected. */
    void awaitConnected(int sessions, Duration timeout);

    /** Waits until so many IDENTIFYs were accepted since the start. */
    void awaitIdentifies(int count, Duration timeout);

    /** Waits until so many RESUMEs were accepted since the start. */
    void awaitResumes(int count, Duration timeout);
}
