package org.discordbridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A request as the simulator received it and what became of it.
 *
 * @param method GET, POST and so on
 * @param path the path without {@code /api/v10}, for instance {@code /channels/1/messages}
 * @param query query parameters, the last value of each
 * @param headers headers by lower-case name, the last value of each
 * @param body the JSON body or the {@code payload_json} of a multipart body; a missing node if there was none
 * @param files uploaded files, in order
 * @param status the status answered; 0 if the connection was cut or left hanging
 * @param when when it had arrived completely
 */
public record RecordedCall(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        JsonNode body,
        List<RecordedFile> files,
        int status,
        Instant when) {
    public RecordedCall {
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
        files = List.copyOf(files);
    }

    /** A header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Whether it was this method on a path of this pattern: {@code *} is one segment, {@code **} is any rest. */
    public boolean matches(String method, String pattern) {
        return matching(method, pattern).test(this);
    }

    /** The same of any call. */
    public static Predicate<RecordedCall> matching(String method, String pattern) {
        PathPattern path = PathPattern.of(pattern);
        return call -> ("*".equals(method) || call.method.equals(method)) && path.matches(call.path);
    }

    @Override
    public String toString() {
        return method + " " + path + " -> " + status;
    }
}
