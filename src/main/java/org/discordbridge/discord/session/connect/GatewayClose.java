package org.discordbridge.discord.session.connect;

import com.neovisionaries.ws.client.WebSocketFrame;
import java.time.Duration;
import java.util.Collection;
import net.dv8tion.jda.api.events.session.SessionDisconnectEvent;
import net.dv8tion.jda.api.requests.CloseCode;
import org.discordbridge.discord.session.SessionException;
import org.discordbridge.discord.session.Shard;
import org.discordbridge.discord.session.subscribe.IntentsNeeded;
import org.discordbridge.discord.session.subscribe.RouteNeeds;

/**
 * Says why a gateway connection has ended.
 *
 * @param code the code with which Discord closed it; 0 if it did not, or without one
 * @param reason the reason, for people
 */
public record GatewayClose(int code, String reason) {
    public static final int INVALID_VERSION = 4012;
    private static final int NO_CODE = 1005;
    private static final String MORE_SHARDS =
            "Set DISCORD_SHARDS to auto, which asks Discord for the number at each start, or to a greater number, and start"
                    + " again";

    public static GatewayClose of(SessionDisconnectEvent end) {
        WebSocketFrame theirs = end.getServiceCloseFrame();
        if (end.isClosedByServer() && theirs != null && theirs.getCloseCode() != NO_CODE) {
            int code = theirs.getCloseCode();
            return new GatewayClose(code, "Discord closed the connection with " + code + " (" + meaning(code) + ")");
        }
        WebSocketFrame ours = end.getClientCloseFrame();
        String why = ours == null || ours.getCloseReason() == null ? "" : ours.getCloseReason();
        // the text that JDA writes into its close frames
        return new GatewayClose(
                0,
                switch (why) {
                    case "OP 7: RECONNECT" -> "Discord asked for a new connection (op 7)";
                    case "INVALIDATE_SESSION" -> "Discord called the session invalid (op 9)";
                    case "ZOMBIE CONNECTION" -> "Discord did not answer two heartbeats";
                    case "MALFORMED_PACKAGE" -> "what Discord sent could not be decompressed";
                    default -> "the connection was lost without a close code";
                });
    }

    /**
     * Says what a close code that forbids reconnecting means (Discord docs, Opcodes and Status Codes > Gateway).
     *
     * @param wanted by the routes, of which some intents may not be allowed
     */
    public static SessionException end(int number, Shard shard, Collection<RouteNeeds> wanted) {
        CloseCode code = CloseCode.from(number);
        String connections = shard.of() == 1 ? "one connection" : shard.of() + " connections";
        String advice = switch (code == null ? CloseCode.UNKNOWN_ERROR : code) {
            case AUTHENTICATION_FAILED ->
                "(authentication failed): the bot token is wrong. Set DISCORD_TOKEN to the token shown under"
                        + " Developer Portal > Bot > Reset Token";
            case DISALLOWED_INTENTS -> "(disallowed intents). " + IntentsNeeded.advice(wanted);
            case INVALID_INTENTS -> "(invalid intents): report this as a defect";
            case SHARDING_REQUIRED ->
                "(sharding required): the bot is in too many guilds for " + connections + ". " + MORE_SHARDS;
            case INVALID_SHARD ->
                "(invalid shard): Discord does not divide this bot's guilds among " + connections + ". " + MORE_SHARDS;
            default ->
                number == INVALID_VERSION
                        ? "(invalid API version): it does not speak this one any more. Use a newer version of the bridge"
                        : code == null ? "" : "(" + code.getMeaning() + ")";
        };
        return new SessionException(
                "Discord closed the gateway" + shard.suffix() + " with " + number + " " + advice, false, null);
    }

    /** Returns the reason, and when the next connection will be made. */
    public String told(Duration pause) {
        return reason + ". It is made again"
                + (pause.isZero()
                        ? ""
                        : " in " + pause.toSeconds() + " s at the earliest, since the last ones did not last");
    }

    /**
     * Returns the meaning of a close code (Discord docs, Opcodes and Status Codes > Gateway Close Event Codes; RFC
     * 6455, 7.4.1).
     */
    private static String meaning(int code) {
        return switch (code) {
            case 1000 -> "normal closure";
            case 1001 -> "going away: that server of Discord's is shut down or relieved";
            case 1006 -> "abnormal closure";
            case 4000 -> "unknown error";
            case 4001 -> "unknown opcode: it does not know a command it was sent";
            case 4002 -> "decode error: it could not read what it was sent";
            case 4003 -> "not authenticated: it was sent something before the session began, or the session has ended";
            case 4005 -> "already authenticated: the session was begun twice";
            case 4007 -> "invalid seq: it cannot resume from there, a new session is needed";
            case 4008 -> "rate limited: it was sent too much";
            case 4009 -> "session timed out: a new session is needed";
            case INVALID_VERSION -> "invalid API version";
            default -> "unknown code";
        };
    }
}
