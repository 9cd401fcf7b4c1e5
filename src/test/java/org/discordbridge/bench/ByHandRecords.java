package org.discordbridge.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import net.dv8tion.jda.api.entities.ISnowflake;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.sticker.StickerItem;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * Messages of JDA as records by {@code message.avsc}, in the registry wire format. Knows nothing of embeds, which the load
 * does not send. For one thread.
 */
final class ByHandRecords {
    private final Schema schema;
    private final byte[] header;
    private final Object[] defaults;
    private final GenericDatumWriter<GenericRecord> writer;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    private BinaryEncoder encoder;

    ByHandRecords(Schema schema, int id) {
        this.schema = schema;
        this.header = ByteBuffer.allocate(5).put((byte) 0).putInt(id).array();
        this.writer = new GenericDatumWriter<>(schema);
        this.defaults = schema.getFields().stream()
                .map(field -> field.hasDefaultValue() ? GenericData.get().getDefaultValue(field) : null)
                .toArray();
    }

    /** @param files addresses of its files */
    byte[] write(Message message, List<String> files) {
        GenericRecord record = new GenericData.Record(schema);
        for (int i = 0; i < defaults.length; i++) {
            record.put(i, defaults[i]);
        }
        fill(record, message);
        record.put("attachments", files);
        bytes.reset();
        bytes.writeBytes(header);
        encoder = EncoderFactory.get().binaryEncoder(bytes, encoder);
        try {
            writer.write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void fill(GenericRecord record, Message message) {
        String id = message.getId();
        record.put(
                "uuid",
                UUID.nameUUIDFromBytes(("discord:message:" + id).getBytes(StandardCharsets.UTF_8))
                        .toString());
        record.put("content", message.getContentRaw());
        record.put("author_id", message.getAuthor().getId());
        record.put("channel_id", message.getChannelId());
        record.put("message_id", id);
        record.put("timestamp", message.getTimeCreated().toInstant().toEpochMilli());
        if (message.getTimeEdited() != null) {
            record.put("edited_timestamp", message.getTimeEdited().toInstant().toEpochMilli());
        }
        record.put("author_username", message.getAuthor().getName());
        record.put("author_is_bot", message.getAuthor().isBot());
        record.put("author_name", message.getAuthor().getEffectiveName());
        if (message.isFromGuild()) {
            record.put("guild_id", message.getGuild().getId());
            record.put("guild_name", message.getGuild().getName());
            record.put("channel_name", message.getChannel().getName());
            Member member = message.getMember();
            if (member != null) {
                record.put("author_name", member.getEffectiveName());
                record.put("author_roles", ids(member.getRoles()));
            }
        }
        record.put("message_type", message.getType().getId());
        record.put("message_url", message.getJumpUrl());
        if (message.getMessageReference() != null) {
            record.put("reply_to", message.getMessageReference().getMessageId());
        }
        record.put("mentions", ids(message.getMentions().getUsers()));
        record.put("mention_roles", ids(message.getMentions().getRoles()));
        record.put("mention_everyone", message.getMentions().mentionsEveryone());
        record.put(
                "stickers",
                message.getStickers().stream().map(StickerItem::getName).toList());
    }

    private static List<String> ids(List<? extends ISnowflake> things) {
        return things.isEmpty()
                ? List.of()
                : things.stream().map(ISnowflake::getId).toList();
    }
}
