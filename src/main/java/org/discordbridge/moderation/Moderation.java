package org.discordbridge.moderation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.discordbridge.avro.SchemaRegistry;
import org.discordbridge.avro.WrittenRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes records for the topic of answers: of an alert the card that moderators see, and of a button that one of them presses
 * what is to be done. Does nothing itself. Safe for any number of threads.
 */
public final class Moderation {
    private static final Logger LOG = LoggerFactory.getLogger(Moderation.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Age from which on an alert is nothing to act on any more, as when the streams catch up. */
    private static final Duration OLD = Duration.ofHours(1);

    private static final long TIMEOUT_SECONDS = 3600;
    private static final long ONLY_FOR_WHO_PRESSED = 64;

    private String channelId = "";
    private boolean act;
    private WrittenRecords records;

    /** Sets the channel for moderators; empty for none. */
    public void setChannelId(String channelId) {
        this.channelId = channelId;
    }

    /** Sets whether what rules of high severity say is acted on at once; false unless set. */
    public void setAct(boolean act) {
        this.act = act;
    }

    /** Sets the registry, which knows what alerts look like. */
    public void setRegistry(SchemaRegistry registry) {
        this.records = new WrittenRecords(registry);
    }

    /**
     * Makes the records of an alert; none if it cannot be read, or is too old.
     *
     * @throws org.discordbridge.avro.RegistryUnavailableException if the registry does not answer
     */
    public List<Map<String, Object>> told(@Body byte[] value) {
        Optional<Map<String, Object>> read = records.read(value);
        if (read.isEmpty()) {
            LOG.warn("A record on the topic of alerts cannot be read, and was passed over");
            return List.of();
        }
        Map<String, Object> alert = read.get();
        if (alert.get("window_end") instanceof Long end
                && Instant.ofEpochMilli(end).isBefore(Instant.now().minus(OLD))) {
            LOG.info("Alert {} is older than an hour, and is not shown", alert.get("uuid"));
            return List.of();
        }
        AlertCard card = AlertCard.of(alert);
        String uuid = String.valueOf(alert.get("uuid"));
        List<Map<String, Object>> made = new ArrayList<>();
        if (act && "high".equals(String.valueOf(alert.get("severity")))) {
            String guild = String.valueOf(alert.get("guild_id"));
            made.addAll(timeouts(card, uuid, guild, "MODERATION_ACT"));
            card = card.with(ModeratorAction.TIMEOUT, "MODERATION_ACT");
            if (!card.messages().isEmpty()) {
                made.addAll(deletions(card, uuid, "MODERATION_ACT"));
                card = card.with(ModeratorAction.DELETE, "MODERATION_ACT");
            }
        }
        Map<String, Object> post = answer(uuid, channelId, card.text());
        post.put("components_json", card.buttons());
        made.add(post);
        return made;
    }

    /**
     * Makes the records of a button that was pressed.
     *
     * @param customId that of the button
     * @param token answers who pressed it
     * @param raw Discord's JSON of it
     */
    public List<Map<String, Object>> pressed(
            @Header("CamelDiscordCustomId") String customId,
            @Header("CamelDiscordInteractionToken") String token,
            @Header("CamelDiscordRaw") String raw) {
        JsonNode press;
        try {
            press = JSON.readTree(raw);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Discord's JSON of a button cannot be read", e);
        }
        ModeratorAction action = ModeratorAction.of(customId);
        String interaction = press.path("id").asText();
        String channel = press.path("channel_id").asText();
        AlertCard card = new AlertCard(press.path("message").path("content").asText());
        if (action == null || card.isDone(action)) {
            return List.of();
        }
        String refused = refusal(action, card, press);
        if (refused != null) {
            Map<String, Object> refusal = answer(interaction, channel, refused);
            refusal.put("interaction_token", token);
            refusal.put("flags", ONLY_FOR_WHO_PRESSED);
            return List.of(refusal);
        }
        JsonNode user = press.path("member").path("user");
        String by = user.path("username").asText() + " (" + user.path("id").asText() + ")";
        String message = press.path("message").path("id").asText();
        List<Map<String, Object>> made = new ArrayList<>();
        if (action == ModeratorAction.TIMEOUT) {
            made.addAll(timeouts(card, message, press.path("guild_id").asText(), by));
        } else if (action == ModeratorAction.DELETE) {
            made.addAll(deletions(card, message, by));
        }
        AlertCard after = card.with(action, "<@" + user.path("id").asText() + ">");
        Map<String, Object> edit = answer(message + '/' + action.customId(), channel, after.text());
        edit.put("operation", "edit-message");
        edit.put("message_id", message);
        edit.put("components_json", after.buttons());
        made.add(edit);
        return made;
    }

    /** Says why somebody may not do it; null if they may. */
    private static String refusal(ModeratorAction action, AlertCard card, JsonNode press) {
        if (!action.isAllowed(press.path("member").path("permissions").asLong())) {
            return "That takes the permission " + action.permission() + ", which you do not have.";
        }
        // a permission counts in its own guild, and the channel shows what happens in all of them
        boolean elsewhere = !card.guild().isEmpty()
                && !card.guild().equals(press.path("guild_id").asText());
        return elsewhere && action != ModeratorAction.IGNORE
                ? "This happened in another server, where what you may do here does not count."
                : null;
    }

    private List<Map<String, Object>> timeouts(AlertCard card, String of, String guild, String by) {
        return card.people().stream()
                .map(person -> {
                    Map<String, Object> timeout = answer(of + "/timeout/" + person, channelId, "");
                    timeout.put("operation", "timeout-member");
                    timeout.put("guild_id", guild);
                    timeout.put("user_id", person);
                    timeout.put("timeout_seconds", TIMEOUT_SECONDS);
                    timeout.put("reason", reason(card, by));
                    return timeout;
                })
                .toList();
    }

    private static List<Map<String, Object>> deletions(AlertCard card, String of, String by) {
        List<Map<String, Object>> made = new ArrayList<>();
        card.messages().forEach((channel, messages) -> {
            Map<String, Object> deletion = answer(of + "/delete/" + channel, channel, "");
            deletion.put("operation", "delete-message");
            deletion.put("message_ids", messages);
            deletion.put("reason", reason(card, by));
            made.add(deletion);
        });
        return made;
    }

    private static String reason(AlertCard card, String by) {
        return "Rule " + card.rule() + ", decided by " + by;
    }

    private static Map<String, Object> answer(String uuid, String channel, String content) {
        Map<String, Object> answer = new HashMap<>();
        answer.put("uuid", uuid);
        answer.put("channel_id", channel);
        answer.put("content", content);
        return answer;
    }
}
