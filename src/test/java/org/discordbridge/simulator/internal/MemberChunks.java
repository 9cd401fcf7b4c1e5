package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.discordbridge.simulator.User;

/** Answers op 8 with GUILD_MEMBERS_CHUNK (Discord docs, Gateway Events > Request Guild Members). */
final class MemberChunks {
    private static final int CHUNK = 1000;

    private MemberChunks() {}

    static void answer(World world, Session session, JsonNode request) {
        JsonNode id = request.path("guild_id");
        SimGuild guild = world.guilds.get(Json.snowflake(id.isArray() ? id.path(0) : id));
        if (guild == null || !session.covers(guild.id())) {
            return;
        }
        List<User> found = new ArrayList<>();
        ArrayNode missing = Json.array();
        if (request.has("user_ids")) {
            JsonNode wanted = request.get("user_ids");
            for (JsonNode one : wanted.isArray() ? wanted : Json.array().add(wanted)) {
                User user = guild.people.get(Json.snowflake(one));
                if (user == null) {
                    missing.add(one.asText());
                } else {
                    found.add(user);
                }
            }
        } else {
            String prefix = request.path("query").asText();
            guild.people.all().stream()
                    .filter(user -> user.name().startsWith(prefix))
                    .forEach(found::add);
            int limit = request.path("limit").asInt(0);
            if (limit > 0 && found.size() > limit) {
                found = found.subList(0, limit);
            }
        }
        int chunks = Math.max(1, (found.size() + CHUNK - 1) / CHUNK);
        for (int i = 0; i < chunks; i++) {
            ObjectNode data = Json.object()
                    .put("guild_id", Json.id(guild.id()))
                    .put("chunk_index", i)
                    .put("chunk_count", chunks);
            ArrayNode members = data.putArray("members");
            found.subList(i * CHUNK, Math.min(found.size(), (i + 1) * CHUNK))
                    .forEach(user -> members.add(guild.people.json(user, true)));
            if (!missing.isEmpty()) {
                data.set("not_found", missing);
            }
            if (request.hasNonNull("nonce")) {
                data.set("nonce", request.get("nonce"));
            }
            session.dispatch("GUILD_MEMBERS_CHUNK", Json.text(data));
        }
    }
}
