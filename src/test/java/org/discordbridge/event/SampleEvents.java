package org.discordbridge.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Events with every part of them filled, for the tests of other rooms too. */
public final class SampleEvents {
    public static final String SIGNED_LINK =
            "https://cdn.discordapp.com/attachments/7/8/cat.png?ex=6565f0aa&is=6553&hm=5ec2e7";

    private SampleEvents() {}

    /** A file that nobody has stored yet. */
    public static File file(String id, String filename) {
        return new File(
                id,
                filename,
                "My Cat.png",
                "a cat on a mat",
                "image/png",
                null,
                5,
                640,
                480,
                1.5,
                true,
                SIGNED_LINK,
                null,
                null,
                null,
                FileStatus.UNSTORED,
                null);
    }

    /** A message with a stored file, a failed one and an embed. */
    public static MessageCreated message() {
        return message(
                "1180424242424242424",
                "77",
                "hello <@42> \uD83D\uDC4B",
                new ArrayList<>(List.of(
                        file("501", "cat.png")
                                .stored("http://s3/bucket/cat.png", "5/77/9/501/cat.png", "image/png", "ab12", 6),
                        file("502", "dog.png")
                                .notStored(FileStatus.FAILED, "5/77/9/502/dog.png", "the CDN answered 404"))));
    }

    /** A message like that with other essentials. */
    public static MessageCreated message(String messageId, String channelId, String content, List<File> files) {
        return new MessageCreated(
                messageId,
                Instant.parse("2026-11-23T10:15:30.123Z"),
                Instant.parse("2026-11-23T10:16:00Z"),
                19,
                1 << 12,
                content,
                channelId,
                "general",
                "70",
                "5",
                "Home",
                "42",
                "Ada L.",
                "ada",
                true,
                "600",
                "601",
                "1180000000000000000",
                new ArrayList<>(List.of("42", "43")),
                new ArrayList<>(List.of("900")),
                true,
                new ArrayList<>(List.of(embed())),
                new ArrayList<>(List.of("Wave")),
                files,
                "town",
                new ArrayList<>(List.of("900", "901")),
                new Forward(
                        "1170000000000000000",
                        "66",
                        "5",
                        "forwarded words",
                        Instant.parse("2026-11-20T10:00:00Z"),
                        "forwarded component words",
                        new ArrayList<>(List.of(embed())),
                        new ArrayList<>(List.of("Hi"))),
                new Poll(
                        "Tea?",
                        new ArrayList<>(List.of("Yes", "No")),
                        true,
                        Instant.parse("2026-11-24T10:15:30Z"),
                        new ArrayList<>(List.of(3L, 0L)),
                        true),
                "component words",
                null,
                null,
                "help",
                0.75);
    }

    /** An embed with one field. */
    public static Embed embed() {
        return new Embed(
                "rich",
                "Title",
                "Description",
                "https://example.org",
                "2026-11-23T10:00:00Z",
                0xff8800,
                "Author",
                "Footer",
                "https://example.org/image.png",
                "https://example.org/thumb.png",
                new ArrayList<>(List.of(new Embed.Field("name", "value", true))));
    }

    /** A slash command with two options. */
    public static CommandInvoked command() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("message", "secret words");
        options.put("count", "3");
        return new CommandInvoked(interaction(), "echo", options, "secret words 3");
    }

    /** Somebody used something in a guild. */
    public static Interaction interaction() {
        return new Interaction(
                "1180424242424242424",
                "interaction-token-7f3a",
                Instant.parse("2026-11-23T10:30:30.123Z"),
                Instant.parse("2026-11-23T10:15:30.123Z"),
                new Place("5", "Home", "77", "general", null, null),
                new Actor("42", "Ada L.", "ada", false, List.of()));
    }

    /** A select in which two were chosen. */
    public static ComponentUsed select() {
        return new ComponentUsed(
                EventType.SELECT, interaction(), "colours", new ArrayList<>(List.of("red", "blue")), "1180");
    }

    /** A form that was sent. */
    public static ModalSubmitted modal() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("title", "secret title");
        fields.put("text", "secret text");
        return new ModalSubmitted(interaction(), "feedback", fields, null);
    }
}
