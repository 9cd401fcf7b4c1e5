package org.discordbridge.discord.session.call;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.discordbridge.discord.session.rest.Upload;

/**
 * A message to be sent.
 *
 * @param fields content, embeds and so on, by Discord's names (Discord docs, Message > Create Message)
 * @param files at most ten
 */
public record OutgoingMessage(Map<String, Object> fields, List<Upload> files) {
    public OutgoingMessage {
        // a field may be null, which Discord reads as "none"
        fields = Collections.unmodifiableMap(new HashMap<>(fields));
        files = List.copyOf(files);
    }

    /** Returns a copy with further fields. */
    public OutgoingMessage with(Map<String, Object> further) {
        Map<String, Object> more = new HashMap<>(fields);
        more.putAll(further);
        return new OutgoingMessage(more, files);
    }

    /** Returns a copy without a field. */
    OutgoingMessage without(String field) {
        Map<String, Object> fewer = new HashMap<>(fields);
        fewer.remove(field);
        return new OutgoingMessage(fewer, files);
    }

    /** Makes the JSON of the message, which also announces its files. */
    DataObject payload() {
        DataObject payload = DataObject.empty();
        fields.forEach(payload::put);
        if (!files.isEmpty()) {
            List<Object> announced = new ArrayList<>();
            if (fields.get("attachments") instanceof List<?> kept) {
                announced.addAll(kept);
            }
            for (int i = 0; i < files.size(); i++) {
                announced.add(announcement(i, files.get(i)));
            }
            payload.put("attachments", announced);
        }
        return payload;
    }

    private static Map<String, Object> announcement(int index, Upload file) {
        Map<String, Object> announcement = new HashMap<>();
        announcement.put("id", index);
        announcement.put("filename", file.name());
        if (file.description() != null) {
            announcement.put("description", file.description());
        }
        return announcement;
    }
}
