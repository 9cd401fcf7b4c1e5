package org.discordbridge.discord.session.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.discordbridge.event.Actor;
import org.discordbridge.event.MessageCreated;

/**
 * Writes and reads a remembered message as bytes: texts as UTF-8 after their length, numbers big-endian.
 *
 * <p>Not safe for several threads.
 */
final class SeenWriter {
    private static final int NULL = -1;
    private static final long NEVER = Long.MIN_VALUE;

    private ByteBuffer buffer = ByteBuffer.allocate(1_024);

    /** Writes a message into a buffer, which the next call uses again. */
    ByteBuffer write(MessageCreated message) {
        buffer.clear();
        text(message.userId());
        text(message.authorName());
        text(message.authorUsername());
        room(1).put((byte) (message.authorIsBot() ? 1 : 0));
        List<String> roles = message.authorRoles();
        room(Integer.BYTES).putInt(roles.size());
        for (String role : roles) {
            text(role);
        }
        text(message.content());
        Instant edited = message.editedTimestamp();
        room(Long.BYTES + Integer.BYTES)
                .putLong(edited == null ? NEVER : edited.getEpochSecond())
                .putInt(edited == null ? 0 : edited.getNano());
        text(message.webhookId());
        text(message.applicationId());
        return buffer.flip();
    }

    private void text(String text) {
        if (text == null) {
            room(Integer.BYTES).putInt(NULL);
        } else {
            byte[] bytes = text.getBytes(UTF_8);
            room(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes);
        }
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            buffer = ByteBuffer.allocate(Math.max(2 * buffer.capacity(), buffer.position() + bytes))
                    .put(buffer.flip());
        }
        return buffer;
    }

    /** Reads a message that {@link #write} has written. */
    static MessageCache.Seen read(ByteBuffer from) {
        String id = text(from);
        String name = text(from);
        String username = text(from);
        boolean bot = from.get() == 1;
        List<String> roles = new ArrayList<>();
        for (int left = from.getInt(); left > 0; left--) {
            roles.add(text(from));
        }
        Actor author = new Actor(id, name, username, bot, roles);
        String content = text(from);
        long second = from.getLong();
        int nano = from.getInt();
        Instant edited = second == NEVER ? null : Instant.ofEpochSecond(second, nano);
        return new MessageCache.Seen(author, content, edited, text(from), text(from));
    }

    private static String text(ByteBuffer from) {
        int length = from.getInt();
        if (length == NULL) {
            return null;
        }
        byte[] bytes = new byte[length];
        from.get(bytes);
        return new String(bytes, UTF_8);
    }
}
