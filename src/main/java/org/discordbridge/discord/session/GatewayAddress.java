package org.discordbridge.discord.session;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import net.dv8tion.jda.api.exceptions.ParsingException;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.data.DataObject;

/**
 * Asks Discord where its gateway is ({@code GET /gateway}; Discord docs, Gateway > Get Gateway). JDA would take a constant
 * instead, and so connect to the real Discord even when its REST base is another server.
 */
final class GatewayAddress {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private GatewayAddress() {}

    /**
     * The gateway's websocket address. Blocks for ten seconds at most.
     *
     * @throws SessionException if there is no usable answer
     */
    static String lookUp(SessionSettings settings) {
        URI address = URI.create(settings.apiUrl() + "/gateway");
        // HTTP/1.1: over plain HTTP the client would else offer an upgrade that some servers refuse
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .build();
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("User-Agent", RestConfig.USER_AGENT)
                .header("Authorization", "Bot " + settings.token())
                .build();
        HttpResponse<String> response;
        try {
            response = http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SessionException("Interrupted while asking " + address + " for the gateway", false, e);
        } catch (IOException e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new SessionException(
                    "Cannot reach Discord's REST API: " + address + " does not answer (" + reason
                            + "). Check the network, or the API address (DISCORD_API_URL)",
                    true,
                    e);
        }
        int status = response.statusCode();
        if (status == 401) {
            throw refusedToken(null);
        }
        if (status != 200) {
            throw new SessionException(
                    "Cannot find Discord's gateway: " + address + " answered " + status
                            + ". Check the API address (DISCORD_API_URL)",
                    status == 429 || status >= 500,
                    null);
        }
        try {
            String url = DataObject.fromJson(response.body()).getString("url");
            if (url.startsWith("ws://") || url.startsWith("wss://")) {
                return url;
            }
        } catch (ParsingException e) {
            // reported below, as for any other answer without an address
        }
        throw new SessionException(
                "Cannot find Discord's gateway: " + address + " answered without a websocket address. Check the API"
                        + " address (DISCORD_API_URL)",
                false,
                null);
    }

    static SessionException refusedToken(Throwable cause) {
        return new SessionException(
                "Discord refused the bot token (401 Unauthorized). Set DISCORD_TOKEN to the token shown under"
                        + " Developer Portal > Bot > Reset Token",
                false,
                cause);
    }
}
