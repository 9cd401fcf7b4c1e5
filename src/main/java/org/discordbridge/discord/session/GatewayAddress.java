package org.discordbridge.discord.session;

import net.dv8tion.jda.api.exceptions.ParsingException;

/**
 * Asks Discord where its gateway is ({@code GET /gateway}; Discord docs, Gateway > Get Gateway). JDA would take a constant
 * instead, and so connect to the real Discord even when its REST base is another server.
 */
final class GatewayAddress {
    private static final String PURPOSE = "find Discord's gateway";

    private GatewayAddress() {}

    /**
     * The gateway's websocket address. Blocks for ten seconds at most.
     *
     * @throws SessionException if there is no usable answer
     */
    static String lookUp(SessionSettings settings) {
        LookUp lookUp = new LookUp(settings.apiUrl(), settings.token());
        try {
            String url = lookUp.get("/gateway", PURPOSE).getString("url");
            if (url.startsWith("ws://") || url.startsWith("wss://")) {
                return url;
            }
        } catch (ParsingException e) {
            // reported below, as for any other answer without an address
        }
        throw lookUp.notUnderstood("/gateway", PURPOSE, "without a websocket address", null);
    }

    static SessionException refusedToken(Throwable cause) {
        return new SessionException(
                "Discord refused the bot token (401 Unauthorized). Set DISCORD_TOKEN to the token shown under"
                        + " Developer Portal > Bot > Reset Token",
                false,
                cause);
    }
}
