package org.discordbridge.discord;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.discordbridge.discord.session.SessionStatus;
import org.discordbridge.discord.session.ShardStatus;

/** Shows each session with Discord, its shards and its routes, in Camel's developer console. Has no secrets. */
@DevConsole(name = "discord", displayName = "Discord", description = DiscordDevConsole.DESCRIPTION)
public final class DiscordDevConsole extends AbstractDevConsole {
    static final String DESCRIPTION = "Sessions with Discord, their shards and routes";

    public DiscordDevConsole() {
        super("camel", "discord", "Discord", DESCRIPTION);
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        StringBuilder text = new StringBuilder();
        for (SessionHolder holder : sessions()) {
            SessionStatus status = holder.session().status();
            text.append("Session ")
                    .append(holder.number())
                    .append(": ")
                    .append(status.state())
                    .append(" since ")
                    .append(status.since())
                    .append(status.reason() == null ? "" : ", " + status.reason())
                    .append("\n    Intents: ")
                    .append(String.join(", ", new TreeSet<>(status.intents())))
                    .append("\n    Refused requests: ")
                    .append(holder.session().refusedRequests())
                    .append('\n');
            for (ShardStatus shard : status.shards()) {
                text.append("    Shard ")
                        .append(shard.shard())
                        .append(": ")
                        .append(shard.state())
                        .append(" since ")
                        .append(shard.since())
                        .append('\n');
            }
            routes(holder)
                    .forEach(route -> text.append("    Route ").append(route).append('\n'));
        }
        return text.toString();
    }

    @Override
    protected JsonObject doCallJson(Map<String, Object> options) {
        JsonArray sessions = new JsonArray();
        for (SessionHolder holder : sessions()) {
            SessionStatus status = holder.session().status();
            JsonObject session = new JsonObject();
            session.put("number", holder.number());
            session.put("state", status.state().name());
            session.put("since", status.since().toString());
            session.put("reason", status.reason());
            session.put("closeCode", status.closeCode());
            session.put("intents", new JsonArray(new TreeSet<>(status.intents())));
            session.put("refusedRequests", holder.session().refusedRequests());
            JsonArray shards = new JsonArray();
            for (ShardStatus shard : status.shards()) {
                JsonObject one = new JsonObject();
                one.put("shard", shard.shard().toString());
                one.put("state", shard.state().name());
                one.put("since", shard.since().toString());
                one.put("reason", shard.reason());
                shards.add(one);
            }
            session.put("shards", shards);
            session.put("routes", new JsonArray(routes(holder)));
            sessions.add(session);
        }
        JsonObject all = new JsonObject();
        all.put("sessions", sessions);
        return all;
    }

    private static List<String> routes(SessionHolder holder) {
        return holder.intakes().stream().map(EventIntake::routeId).sorted().toList();
    }

    private List<SessionHolder> sessions() {
        return getCamelContext().hasComponent("discord") instanceof DiscordComponent discord
                ? List.copyOf(discord.sessions().all())
                : List.of();
    }
}
