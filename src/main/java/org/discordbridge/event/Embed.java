package org.discordbridge.event;

import java.util.List;

/**
 * A rich embed of a message (Discord docs, Message > Embed Object). Anything may be null but the lists.
 *
 * @param type {@code rich}, {@code link}, {@code image}, {@code video}, {@code gifv} or {@code article}
 * @param title at most 256 characters
 * @param description at most 4,096 characters
 * @param url the link of the title
 * @param timestamp as its author wrote it, ISO 8601
 * @param color red, green and blue as 0xRRGGBB
 * @param authorName at most 256 characters
 * @param footerText at most 2,048 characters
 * @param imageUrl the large picture
 * @param thumbnailUrl the small picture
 * @param fields at most 25
 */
public record Embed(
        @Nullable String type,
        @Nullable String title,
        @Nullable String description,
        @Nullable String url,
        @Nullable String timestamp,
        @Nullable Integer color,
        @Nullable String authorName,
        @Nullable String footerText,
        @Nullable String imageUrl,
        @Nullable String thumbnailUrl,
        List<Field> fields) {

    public Embed {
        fields = List.copyOf(fields);
    }

    /**
     * A field of an embed: a name and a value.
     *
     * @param name at most 256 characters
     * @param value at most 1,024 characters
     * @param inline whether it may stand beside its neighbours
     */
    public record Field(String name, String value, boolean inline) {}
}
