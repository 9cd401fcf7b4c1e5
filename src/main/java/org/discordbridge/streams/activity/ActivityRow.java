package org.discordbridge.streams.activity;

import java.util.Map;
import org.apache.kafka.common.utils.Bytes;

/** Names a row and says what happened in it. */
public record ActivityRow(RowKey key, Figures figures) {

    /** Reads an entry of the store. */
    public static ActivityRow read(Bytes key, Row value) {
        return new ActivityRow(RowKey.read(key), value.figures());
    }

    /** Returns whether an entry of the store is about an hour. */
    public static boolean isHour(Bytes key) {
        return RowKey.read(key).unit() == RowKey.Unit.HOUR;
    }

    /** Returns what is told of it, by the names of {@code activity.avsc}. */
    public Map<String, Object> fields() {
        return Map.ofEntries(
                Map.entry("guild_id", Long.toUnsignedString(key.guild())),
                Map.entry("channel_id", key.channel() == 0 ? "" : Long.toUnsignedString(key.channel())),
                Map.entry("channel_name", figures.name()),
                Map.entry("unit", key.unit().name().toLowerCase(java.util.Locale.ROOT)),
                Map.entry("start", key.start()),
                Map.entry("messages", figures.messages()),
                Map.entry("people", figures.people()),
                Map.entry("people_exact", figures.exact()),
                Map.entry("new_people", figures.newPeople()),
                Map.entry("files", figures.files()),
                Map.entry("file_bytes", figures.bytes()),
                Map.entry("replies", figures.replies()),
                Map.entry("edits", figures.edits()),
                Map.entry("deletions", figures.deletions()),
                Map.entry("reactions", figures.reactions()),
                Map.entry("joins", figures.joins()),
                Map.entry("revision", figures.revision()));
    }
}
