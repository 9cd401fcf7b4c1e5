package org.discordbridge.simulator.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.discordbridge.simulator.Attachment;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.GatewaySession;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.RecordedCall;
import org.discordbridge.simulator.TraceStep;
import org.discordbridge.simulator.TraceStep.Kind;
import org.discordbridge.simulator.internal.Witness;

/** The steps that the simulator sees itself: what it tells the bot, and what the bot asks of it. */
final class WireSteps implements Witness {
    private static final int REMEMBERED = 5_000;
    private static final Map<Integer, String> CALLBACKS = Map.of(
            4, "Answered at once",
            5, "Acknowledged, an answer follows",
            6, "Acknowledged",
            7, "Message changed",
            9, "Form opened");

    private final DiscordSimulator discord;
    private final Steps steps;
    private final Runnable changed;
    /** Messages that the bot was told of. Guarded by the world's lock, like all of this. */
    private final Set<String> told = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });

    WireSteps(DiscordSimulator discord, Steps steps, Runnable changed) {
        this.discord = discord;
        this.steps = steps;
        this.changed = changed;
    }

    @Override
    public void changed() {
        changed.run();
    }

    @Override
    public void dispatched(String type, JsonNode data, GatewaySession session) {
        String subject = subject(type, data);
        if (subject == null) {
            return;
        }
        TraceStep step = TraceStep.of(
                        Kind.EVENT, List.of(subject), session.connected() ? type : type + ", kept: the bot is away")
                .at("gateway, sequence " + session.sequence())
                .with(data.toPrettyString());
        steps.add(step);
        if (session.connected()) {
            told.add(subject);
        }
    }

    @Override
    public void resent(String type, JsonNode data, long sequence) {
        String subject = subject(type, data);
        if (subject != null && told.add(subject)) {
            steps.add(TraceStep.of(Kind.EVENT, List.of(subject), type + ", sent when the bot resumed")
                    .at("gateway, sequence " + sequence));
        }
    }

    /** The message or interaction that an event is about; null if its way is none that people follow. */
    private String subject(String type, JsonNode data) {
        boolean ours = data.path("author")
                .path("id")
                .asText()
                .equals(Json.id(discord.bot().id()));
        if (ours) {
            return null;
        } else if (type.equals("INTERACTION_CREATE")) {
            // suggestions come with every key
            return data.path("type").asInt() == 4 ? null : data.path("id").asText(null);
        } else if (type.startsWith("MESSAGE_REACTION")) {
            return data.path("message_id").asText(null);
        }
        return type.startsWith("MESSAGE_") ? data.path("id").asText(null) : null;
    }

    @Override
    public void answered(RecordedCall call, JsonNode answer) {
        String[] path = call.path().split("/");
        if (path.length == 5 && path[1].equals("attachments")) {
            download(call, path);
        } else if (path.length >= 4 && path[1].equals("channels") && path[3].equals("messages")) {
            messages(call, path, answer);
        } else if (path.length == 5 && path[1].equals("interactions")) {
            callback(call, path[2], answer);
        } else if (path.length >= 4 && path[1].equals("webhooks") && answer.has("interaction_metadata")) {
            String interaction = answer.path("interaction_metadata").path("id").asText();
            add(call, Kind.POST, List.of(interaction, answer.path("id").asText()), "Answered", "interaction");
        }
    }

    private void download(RecordedCall call, String[] path) {
        long id = id(path[3]);
        discord.channel(id(path[2]))
                .ifPresent(channel -> channel.messages().stream()
                        .filter(message -> has(message, id))
                        .findFirst()
                        .ifPresent(message -> add(
                                call, Kind.FILE, List.of(Json.id(message.id())), "File fetched", "CDN, " + path[4])));
    }

    // a bot may ask for anything
    private static long id(String text) {
        return text.matches("[0-9]{1,19}") ? Json.id(text) : 0;
    }

    private static boolean has(Message message, long attachment) {
        return message.attachments().stream().map(Attachment::id).anyMatch(id -> id == attachment);
    }

    private void messages(RecordedCall call, String[] path, JsonNode answer) {
        String channel = discord.channel(id(path[2]))
                .map(known -> known.guild().isPresent() ? "#" + known.name() : "direct messages")
                .orElse("channel " + path[2]);
        if (path.length > 4) {
            if (path[4].matches("[0-9]+")) {
                boolean reads = call.method().equals("GET");
                add(call, reads ? Kind.EVENT : Kind.POST, List.of(path[4]), changes(call, path), channel);
            }
        } else if (call.method().equals("POST")) {
            List<String> about = new ArrayList<>();
            about(about, answer.path("id"));
            about(about, call.body().path("message_reference").path("message_id"));
            about(about, call.body().path("nonce"));
            add(call, Kind.POST, about, "Posted", channel);
        } else {
            for (JsonNode message : answer) {
                String id = message.path("id").asText();
                if (subject("MESSAGE_CREATE", message) != null && told.add(id)) {
                    add(call, Kind.EVENT, List.of(id), "Read, since the gateway did not tell", channel);
                }
            }
        }
    }

    private static String changes(RecordedCall call, String[] path) {
        String what = path.length > 5 ? path[5] : "message";
        return switch (call.method()) {
            case "GET" -> "Looked up";
            case "PATCH" -> "Edited";
            case "DELETE" -> what + " deleted";
            default -> what + " added";
        };
    }

    private static void about(List<String> about, JsonNode name) {
        if (!name.asText().isEmpty()) {
            about.add(name.asText());
        }
    }

    private void callback(RecordedCall call, String interaction, JsonNode answer) {
        String title = CALLBACKS.get(call.body().path("type").asInt());
        if (title != null) {
            List<String> about = new ArrayList<>(List.of(interaction));
            about(about, answer.path("interaction").path("response_message_id"));
            add(call, Kind.POST, about, title, "interaction");
        }
    }

    private void add(RecordedCall call, Kind kind, List<String> about, String title, String place) {
        if (about.isEmpty()) {
            return;
        }
        boolean good = call.status() / 100 == 2;
        String status = call.status() == 0 ? "no answer" : String.valueOf(call.status());
        TraceStep step = TraceStep.of(
                        good ? kind : Kind.FAILURE,
                        about,
                        good ? title : call.status() == 429 ? "Rate-limited" : "Refused")
                .at(
                        place.startsWith("CDN")
                                ? place + ", " + status
                                : "REST, " + call.method() + " " + place + ", " + status);
        boolean says = call.body() instanceof ObjectNode body && !body.isEmpty();
        steps.add(says ? step.with(call.body().toPrettyString()) : step);
    }
}
