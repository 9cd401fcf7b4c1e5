package org.discordbridge.discord.session.connect;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import net.dv8tion.jda.api.exceptions.ParsingException;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.data.DataObject;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.discordbridge.discord.session.SessionException;

/** Reads from Discord's REST API before there is a session. Blocks for ten seconds at most. */
final class LoginRequests {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int NOT_FOUND = 404;

    private final URI apiUrl;
    private final String token;
    private final OkHttpClient http;

    /** @param apiUrl without a trailing slash */
    LoginRequests(OkHttpClient http, URI apiUrl, String token) {
        this.http = http.newBuilder().callTimeout(TIMEOUT).build();
        this.apiUrl = apiUrl;
        this.token = token;
    }

    /**
     * Reads Discord's answer for a path.
     *
     * @param purpose the purpose in words, as the end of "Cannot"
     * @throws SessionException if there is no usable answer
     */
    DataObject get(String path, String purpose) {
        return find(path, purpose).orElseThrow(() -> refused(URI.create(apiUrl + path), purpose, NOT_FOUND));
    }

    /** Reads Discord's answer for a path; empty if nothing is there. */
    Optional<DataObject> find(String path, String purpose) {
        URI address = URI.create(apiUrl + path);
        Request request = new Request.Builder()
                .url(address.toString())
                .header("User-Agent", RestConfig.USER_AGENT)
                .header("Authorization", "Bot " + token)
                .build();
        int status;
        String body;
        try (Response response = http.newCall(request).execute()) {
            status = response.code();
            body = response.body().string();
        } catch (IOException e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new SessionException(
                    "Cannot reach Discord's REST API: " + address + " does not answer (" + reason
                            + "). Check the network, or the API address (DISCORD_API_URL)",
                    true,
                    e);
        }
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
            return Optional.of(DataObject.fromJson(body));
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
