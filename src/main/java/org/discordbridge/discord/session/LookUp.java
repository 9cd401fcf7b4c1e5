package org.discordbridge.discord.session;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import net.dv8tion.jda.api.exceptions.ParsingException;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.data.DataObject;

/** Reads of Discord's REST API before there is a session. Blocks for ten seconds at most. */
final class LookUp {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int NOT_FOUND = 404;

    private final URI apiUrl;
    private final String token;
    // HTTP/1.1: over plain HTTP the client would else offer an upgrade that some servers refuse
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    /** @param apiUrl without a trailing slash */
    LookUp(URI apiUrl, String token) {
        this.apiUrl = apiUrl;
        this.token = token;
    }

    /**
     * What Discord answers.
     *
     * @param purpose what for, as the end of "Cannot"
     * @throws SessionException if there is no usable answer
     */
    DataObject get(String path, String purpose) {
        return find(path, purpose).orElseThrow(() -> refused(URI.create(apiUrl + path), purpose, NOT_FOUND));
    }

    /** The same; empty if there is nothing at that path. */
    Optional<DataObject> find(String path, String purpose) {
        URI address = URI.create(apiUrl + path);
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("User-Agent", RestConfig.USER_AGENT)
                .header("Authorization", "Bot " + token)
                .build();
        HttpResponse<String> response;
        try {
            response = http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SessionException("Interrupted while asking " + address, false, e);
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
            throw GatewayAddress.refusedToken(null);
        }
        if (status == NOT_FOUND) {
            return Optional.empty();
        }
        if (status != 200) {
            throw refused(address, purpose, status);
        }
        try {
            return Optional.of(DataObject.fromJson(response.body()));
        } catch (ParsingException e) {
            throw notUnderstood(path, purpose, "with something else than JSON", e);
        }
    }

    private static SessionException refused(URI address, String purpose, int status) {
        return new SessionException(
                "Cannot " + purpose + ": " + address + " answered " + status
                        + ". Check the API address (DISCORD_API_URL)",
                status == 429 || status >= 500,
                null);
    }

    SessionException notUnderstood(String path, String purpose, String how, Throwable cause) {
        return new SessionException(
                "Cannot " + purpose + ": " + apiUrl + path + " answered " + how
                        + ". Check the API address (DISCORD_API_URL)",
                false,
                cause);
    }
}
