package org.discordbridge.streams.record;

import org.apache.avro.Schema;

/** Has the fields that the streams read of the bridge's records. Each has a default: a schema may lack any of them. */
final class Projections {
    static final Schema MESSAGE = parse("""
            {"type": "record", "name": "Message", "namespace": "org.discordbridge", "fields": [
              {"name": "content", "type": STRING, "default": ""},
              {"name": "author_id", "type": STRING, "default": ""},
              {"name": "channel_id", "type": STRING, "default": ""},
              {"name": "guild_id", "type": ["null", STRING], "default": null},
              {"name": "message_id", "type": ["null", STRING], "default": null},
              {"name": "author_is_bot", "type": "boolean", "default": false},
              {"name": "parent_channel_id", "type": ["null", STRING], "default": null},
              {"name": "channel_name", "type": ["null", STRING], "default": null},
              {"name": "reply_to", "type": ["null", STRING], "default": null},
              {"name": "mentions", "type": {"type": "array", "items": STRING}, "default": []},
              {"name": "mention_roles", "type": {"type": "array", "items": STRING}, "default": []},
              {"name": "mention_everyone", "type": "boolean", "default": false},
              {"name": "stickers", "type": {"type": "array", "items": STRING}, "default": []},
              {"name": "author_roles", "type": {"type": "array", "items": STRING}, "default": []},
              {"name": "forwarded_content", "type": ["null", STRING], "default": null},
              {"name": "component_text", "type": STRING, "default": ""},
              {"name": "interaction_id", "type": ["null", STRING], "default": null},
              {"name": "files", "default": [], "type": {"type": "array", "items": {
                "type": "record", "name": "File", "fields": [
                  {"name": "content_type", "type": ["null", STRING], "default": null},
                  {"name": "size", "type": "long", "default": 0}
                ]}}}
            ]}""");

    static final Schema EVENT = parse("""
            {"type": "record", "name": "Event", "namespace": "org.discordbridge.events", "fields": [
              {"name": "uuid", "type": STRING, "default": ""},
              {"name": "event", "type": STRING, "default": ""},
              {"name": "timestamp", "type": "long", "default": 0},
              {"name": "guild_id", "type": ["null", STRING], "default": null},
              {"name": "channel_id", "type": ["null", STRING], "default": null},
              {"name": "parent_channel_id", "type": ["null", STRING], "default": null},
              {"name": "channel_name", "type": ["null", STRING], "default": null},
              {"name": "user_id", "type": ["null", STRING], "default": null},
              {"name": "user_is_bot", "type": ["null", "boolean"], "default": null},
              {"name": "user_roles", "type": {"type": "array", "items": STRING}, "default": []},
              {"name": "message_type", "type": ["null", "int"], "default": null}
            ]}""");

    private Projections() {}

    private static Schema parse(String text) {
        return new Schema.Parser()
                .parse(text.replace("STRING", "{\"type\": \"string\", \"avro.java.string\": \"String\"}"));
    }
}
