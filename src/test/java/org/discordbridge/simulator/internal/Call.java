package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.discordbridge.simulator.RecordedCall;
import org.discordbridge.simulator.RecordedFile;

/** A request that arrived completely. */
final class Call {
    final String method;
    final String path;
    final JsonNode body;
    final List<RecordedFile> files;
    final int size;
    /** Set by the router: what stands for the placeholders of the route. */
    Map<String, String> params = Map.of();

    private final MultiMap headers;
    private final MultiMap query;
    private final Instant when;
    private RestError refusal;

    Call(HttpServerRequest request, String path, Buffer content, Instant when) {
        this.method = request.method().name();
        this.path = path;
        this.headers = request.headers();
        this.when = when;
        this.size = content.length();
        Body read = Body.read(content.getBytes(), headers.get("content-type"));
        body = read.json();
        files = read.files();
        refusal = read.refusal();
        query = query(request);
    }

    private MultiMap query(HttpServerRequest request) {
        try {
            return request.params();
        } catch (IllegalArgumentException malformed) {
            refusal = RestError.of(400, 0, "400: Bad Request");
            return MultiMap.caseInsensitiveMultiMap();
        }
    }

    String header(String name) {
        return headers.get(name);
    }

    String query(String name) {
        return query.get(name);
    }

    /** A yes or no of the query, as Discord writes it (Discord docs, Reference > Boolean Query Strings). */
    boolean flag(String name) {
        String value = query(name);
        if (value == null) {
            return false;
        }
        return switch (value) {
            case "True", "true", "1" -> true;
            case "False", "false", "0" -> false;
            default -> throw RestError.form(name, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.");
        };
    }

    /** A whole number of the query between two limits. */
    int number(String name, int normal, int least, int most) {
        String text = query(name);
        if (text == null) {
            return normal;
        }
        int number;
        try {
            number = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw RestError.form(name, "NUMBER_TYPE_COERCE", "Value \"" + text + "\" is not int.");
        }
        if (number < least || number > most) {
            throw RestError.form(
                    name,
                    number < least ? "NUMBER_TYPE_MIN" : "NUMBER_TYPE_MAX",
                    "int value should be between " + least + " and " + most + ".");
        }
        return number;
    }

    /** Why it is done, as audit logs have it; empty if that is not said. */
    String reason() {
        String reason = header("x-audit-log-reason");
        return reason == null ? "" : reason;
    }

    long param(String name) {
        return Json.snowflake(params.get(name));
    }

    /** Refuses bodies that cannot be read, and those that are neither an object nor a list that replaces another. */
    void checkBody() {
        if (refusal != null) {
            throw refusal;
        }
        if (!body.isMissingNode() && !body.isObject() && (!body.isArray() || method.equals("POST"))) {
            throw RestError.form("", "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType");
        }
    }

    RecordedCall recorded(int status) {
        return new RecordedCall(method, path, flat(query), flat(headers), body, files, status, when);
    }

    private static Map<String, String> flat(MultiMap map) {
        Map<String, String> flat = new HashMap<>();
        map.forEach(entry -> flat.put(entry.getKey().toLowerCase(Locale.ROOT), entry.getValue()));
        return flat;
    }
}
