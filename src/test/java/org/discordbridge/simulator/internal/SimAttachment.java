package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.text.Normalizer;
import org.discordbridge.simulator.Attachment;
import org.discordbridge.simulator.Upload;

/** A file of a message and the place it is served from. */
final class SimAttachment implements Attachment {
    final Upload upload;
    private final World world;
    private final long id;
    private final long channelId;
    private final String filename;
    private final ObjectNode meta;
    volatile boolean removed;

    SimAttachment(World world, long id, long channelId, Upload upload, ObjectNode meta) {
        this.world = world;
        this.id = id;
        this.channelId = channelId;
        this.upload = upload;
        this.filename = sanitise(upload.name());
        this.meta = meta;
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public String filename() {
        return filename;
    }

    @Override
    public String contentType() {
        return upload.contentType();
    }

    @Override
    public long size() {
        return upload.size();
    }

    @Override
    public String url() {
        return world.baseUrl() + world.signer.sign(path());
    }

    @Override
    public byte[] bytes() {
        return upload.bytes();
    }

    String path() {
        return "/attachments/" + Json.id(channelId) + "/" + Json.id(id) + "/" + filename;
    }

    ObjectNode json() {
        String url = url();
        ObjectNode json = Json.object()
                .put("id", Json.id(id))
                .put("filename", filename)
                .put("size", upload.size())
                .put("url", url)
                .put("proxy_url", url);
        if (upload.contentType() != null) {
            json.put("content_type", upload.contentType());
        }
        if (!filename.equals(upload.name())) {
            int dot = upload.name().lastIndexOf('.');
            json.put("title", dot > 0 ? upload.name().substring(0, dot) : upload.name());
        }
        boolean spoiler = filename.startsWith("SPOILER_");
        if (meta != null) {
            for (String field : new String[] {"description", "title", "duration_secs", "waveform"}) {
                if (meta.hasNonNull(field)) {
                    json.set(field, meta.get(field));
                }
            }
            spoiler |= meta.path("is_spoiler").asBoolean(false);
        }
        json.put("flags", spoiler ? 8 : 0);
        return json;
    }

    // like werkzeug's secure_filename, which is what names come back as
    private static String sanitise(String name) {
        String ascii = Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("[^\\x00-\\x7F]", "");
        String clean = ascii.replace('/', ' ')
                .replace('\\', ' ')
                .trim()
                .replaceAll("\\s+", "_")
                .replaceAll("[^A-Za-z0-9_.-]", "")
                .replaceAll("^[._]+|[._]+$", "");
        return clean.isEmpty() ? "unknown" : clean;
    }
}
