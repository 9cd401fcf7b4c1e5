package org.discordbridge.simulator.chat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.regex.Pattern;

/** The files that the page is made of. */
final class Page {
    private static final String FOLDER = "/simulator/chat/";
    private static final Pattern NAME = Pattern.compile("[a-z-]+\\.(html|css|js|svg)");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private Page() {}

    /** Answers with a file, or with 404. */
    static void serve(HttpServerRequest request, String name) {
        byte[] content = NAME.matcher(name).matches() ? read(name) : null;
        if (content == null) {
            request.response().setStatusCode(404).end("There is no " + name + " here.");
            return;
        }
        request.response()
                .putHeader("Content-Type", TYPES.get(name.substring(name.lastIndexOf('.') + 1)))
                .end(Buffer.buffer(content));
    }

    private static byte[] read(String name) {
        try (InputStream file = Page.class.getResourceAsStream(FOLDER + name)) {
            return file == null ? null : file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
