package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Files of a message that its embeds name by {@code attachment://}: they are shown there, and not among the attachments
 * (Discord docs, Reference > Using Attachments within Embeds; discord/discord-api-docs issue 1340).
 */
final class EmbeddedFiles {
    private final ArrayNode embeds;
    private final List<SimAttachment> left;

    EmbeddedFiles(List<SimAttachment> files, ArrayNode embeds) {
        this.left = new ArrayList<>(files);
        this.embeds = embeds == null ? Json.array() : embeds.deepCopy();
        for (JsonNode embed : this.embeds) {
            show(files, embed.path("image"), "url", "proxy_url");
            show(files, embed.path("thumbnail"), "url", "proxy_url");
            show(files, embed.path("footer"), "icon_url", "proxy_icon_url");
            show(files, embed.path("author"), "icon_url", "proxy_icon_url");
        }
    }

    /** The embeds with links to the files. */
    ArrayNode embeds() {
        return embeds;
    }

    /** The files that no embed shows. */
    List<SimAttachment> left() {
        return left;
    }

    private void show(List<SimAttachment> files, JsonNode part, String field, String proxy) {
        String name = Urls.file(part.path(field));
        if (name == null || !(part instanceof ObjectNode shown)) {
            return;
        }
        SimAttachment file = files.stream()
                .filter(one -> one.filename().equals(name) || one.upload.name().equals(name))
                .findFirst()
                .orElse(null);
        if (file == null) {
            // Discord takes it, and shows nothing
            shown.remove(field);
            return;
        }
        shown.put(field, file.url()).put(proxy, file.url());
        left.remove(file);
    }
}
