package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A refusal, with one of Discord's JSON error codes (Discord docs, Opcodes and Status Codes > JSON). */
final class RestError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final int status;
    final transient ObjectNode body;

    private RestError(int status, ObjectNode body) {
        super(body.path("message").asText(), null, false, false);
        this.status = status;
        this.body = body;
    }

    static RestError of(int status, int code, String message) {
        return new RestError(status, Json.object().put("message", message).put("code", code));
    }

    /** 400 with the errors tree (Discord docs, Reference > Error Messages). The path is dotted: {@code embeds.0.title}. */
    static RestError form(String path, String code, String message) {
        ObjectNode body = Json.object().put("message", "Invalid Form Body").put("code", 50035);
        ObjectNode node = body.putObject("errors");
        for (String key : path.isEmpty() ? new String[0] : path.split("\\.")) {
            node = node.putObject(key);
        }
        node.putArray("_errors").addObject().put("code", code).put("message", message);
        return new RestError(400, body);
    }

    /** The same of a form that is the field of another: its errors are below that. */
    RestError under(String field) {
        if (!body.has("errors")) {
            return this;
        }
        ObjectNode outer = body.deepCopy();
        outer.putObject("errors").set(field, body.get("errors"));
        return new RestError(status, outer);
    }

    static RestError required(String path) {
        return form(path, "BASE_TYPE_REQUIRED", "This field is required");
    }

    static RestError tooLong(String path, int limit) {
        return form(path, "BASE_TYPE_MAX_LENGTH", "Must be " + limit + " or fewer in length.");
    }

    static RestError unauthorized() {
        return of(401, 0, "401: Unauthorized");
    }

    static RestError notFound() {
        return of(404, 0, "404: Not Found");
    }

    static RestError unknownChannel() {
        return of(404, 10003, "Unknown Channel");
    }

    static RestError unknownGuild() {
        return of(404, 10004, "Unknown Guild");
    }

    static RestError unknownMessage() {
        return of(404, 10008, "Unknown Message");
    }

    static RestError unknownMember() {
        return of(404, 10007, "Unknown Member");
    }

    static RestError unknownRole() {
        return of(404, 10011, "Unknown Role");
    }

    static RestError threadArchived() {
        return of(400, 50083, "Thread is archived");
    }

    static RestError unknownUser() {
        return of(404, 10013, "Unknown User");
    }

    static RestError unknownWebhook() {
        return of(404, 10015, "Unknown Webhook");
    }

    static RestError unknownInteraction() {
        return of(404, 10062, "Unknown interaction");
    }

    static RestError missingAccess() {
        return of(403, 50001, "Missing Access");
    }

    static RestError missingPermissions() {
        return of(403, 50013, "Missing Permissions");
    }
}
