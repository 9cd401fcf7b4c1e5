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

    /** Gives the components of a message links to its files; these stay attachments. */
    static void link(List<SimAttachment> files, JsonNode components) {
        for (JsonNode component : components) {
            for (String field : new String[] {"media", "file"}) {
                if (component.get(field) instanceof ObjectNode media) {
                    SimAttachment file = find(files, Urls.file(media.path("url")));
                    if (file != null) {
                        media.put("url", file.url()).put("proxy_url", file.url());
                        if (field.equals("file")) {
                            ((ObjectNode) component)
                                    .put("name", file.filename())
                                    .put("size", file.size());
                        }
                    }
                }
            }
            link(files, component.path("components"));
            link(files, component.path("items"));
            if (component.path("accessory").isObject()) {
                link(files, Json.array().add(component.get("accessory")));
            }
        }
    }

    private static SimAttachment find(List<SimAttachment> files, String name) {
        return files.stream()
                .filter(one -> one.filename().equals(name) || one.upload.name().equals(name))
                .findFirst()
                .orElse(null);
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
        SimAttachment file = find(files, name);
        if (file == null) {
            // Discord takes it, and shows nothing
            shown.remove(field);
            return;
        }
        shown.put(field, file.url()).put(proxy, file.url());
        left.remove(file);
    }
}
