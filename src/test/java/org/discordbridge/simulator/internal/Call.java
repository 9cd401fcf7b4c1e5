package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
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
    private final boolean readable;

    Call(HttpServerRequest request, String path, Buffer content, Instant when) {
        this.method = request.method().name();
        this.path = path;
        this.headers = request.headers();
        this.query = request.params();
        this.when = when;
        this.size = content.length();
        String type = headers.get("content-type");
        if (content.length() == 0) {
            body = MissingNode.getInstance();
            files = List.of();
            readable = true;
        } else if (type != null && type.startsWith("multipart/form-data")) {
            Multipart parts = Multipart.parse(content.getBytes(), type);
            JsonNode payload = parts.payload() == null ? Json.object() : Json.parse(parts.payload());
            readable = payload != null;
            body = payload == null ? MissingNode.getInstance() : payload;
            files = parts.files();
        } else {
            JsonNode json = type != null && type.startsWith("application/json") ? Json.parse(content.getBytes()) : null;
            readable = json != null;
            body = json == null ? MissingNode.getInstance() : json;
            files = List.of();
        }
    }

    String header(String name) {
        return headers.get(name);
    }

    String query(String name) {
        return query.get(name);
    }

    long param(String name) {
        return Json.snowflake(params.get(name));
    }

    /** Refuses bodies that are neither JSON nor a form (Discord docs, Reference > HTTP API). */
    void checkBody() {
        if (readable) {
            return;
        }
        String type = header("content-type");
        if (type == null || !(type.startsWith("application/json") || type.startsWith("multipart/form-data"))) {
            throw RestError.form(
                    "",
                    "CONTENT_TYPE_INVALID",
                    "Expected \"Content-Type\" header to be one of {'application/json', 'multipart/form-data'}.");
        }
        throw RestError.of(400, 50109, "The request body contains invalid JSON.");
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
