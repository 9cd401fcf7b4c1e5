package org.discordbridge.simulator.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.discordbridge.simulator.Upload;

/** Files on their way into a message: sent one by one, then named by the message. Safe for any number of threads. */
final class Uploads {
    /** What Discord lets people send who pay nothing. */
    static final int MAX_SIZE = 10 << 20;

    /** Those of messages that were never sent. */
    private static final int WAITING = 50;

    private final Map<String, Upload> waiting = new LinkedHashMap<>();
    private long last;

    /** Keeps a file, and returns what to call it. */
    synchronized String add(String name, String type, byte[] content) {
        if (name == null || name.isBlank()) {
            throw new Refused("The file has no name.");
        }
        String id = String.valueOf(++last);
        waiting.put(id, Upload.of(name, type, content));
        if (waiting.size() > WAITING) {
            waiting.remove(waiting.keySet().iterator().next());
        }
        return id;
    }

    /** Takes these, in order. */
    synchronized List<Upload> take(JsonNode ids) {
        List<Upload> files = new ArrayList<>();
        for (JsonNode id : ids) {
            Upload file = waiting.remove(id.asText());
            if (file == null) {
                throw new Refused("There is no upload " + id.asText() + ".");
            }
            files.add(file);
        }
        return files;
    }
}
