package org.discordbridge.streams.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.discordbridge.streams.record.Observation.Kind;
import org.discordbridge.streams.text.TextForm;

/**
 * Writes observations for the way from one part of the streams to the next. The first byte is the version of the form: a
 * later form may be read beside an earlier one while instances are replaced one by one.
 */
public final class ObservationSerde implements Serde<Observation> {
    private static final byte VERSION = 1;
    private static final int FIXED = 1 + 1 + 1 + 8 * 7 + 4 + 4 + 4 + 8 + 8 + 4 + 4 + 4;
    private static final int BOT = 1;
    private static final int REPLY = 2;
    private static final Kind[] KINDS = Kind.values();

    @Override
    public Serializer<Observation> serializer() {
        return (topic, observation) -> observation == null ? null : write(observation);
    }

    @Override
    public Deserializer<Observation> deserializer() {
        return (topic, bytes) -> bytes == null ? null : read(bytes);
    }

    private static byte[] write(Observation o) {
        int[] sketch = o.text().sketch();
        byte[] place = o.place().getBytes(UTF_8);
        ByteBuffer out = ByteBuffer.allocate(FIXED + place.length + o.roles().length * 8 + sketch.length * 4);
        out.put(VERSION).put((byte) o.kind().ordinal()).put((byte) ((o.bot() ? BOT : 0) | (o.reply() ? REPLY : 0)));
        out.putLong(o.id())
                .putLong(o.time())
                .putLong(o.guild())
                .putLong(o.channel())
                .putLong(o.parent());
        out.putLong(o.user())
                .putLong(o.bytes())
                .putInt(o.mentions())
                .putInt(o.files())
                .putInt(o.text().links());
        out.putLong(o.text().high()).putLong(o.text().low());
        out.putInt(o.roles().length);
        for (long role : o.roles()) {
            out.putLong(role);
        }
        out.putInt(sketch.length);
        for (int value : sketch) {
            out.putInt(value);
        }
        out.putInt(place.length).put(place);
        return out.array();
    }

    private static Observation read(byte[] bytes) {
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            byte version = in.get();
            if (version != VERSION) {
                throw new SerializationException("an observation of form " + version + " was written by another version"
                        + " of the streams: end all of its instances before this one goes on");
            }
            Kind kind = KINDS[in.get()];
            byte flags = in.get();
            long id = in.getLong();
            long time = in.getLong();
            long guild = in.getLong();
            long channel = in.getLong();
            long parent = in.getLong();
            long user = in.getLong();
            long size = in.getLong();
            int mentions = in.getInt();
            int files = in.getInt();
            int links = in.getInt();
            long high = in.getLong();
            long low = in.getLong();
            long[] roles = new long[in.getInt()];
            for (int i = 0; i < roles.length; i++) {
                roles[i] = in.getLong();
            }
            int[] sketch = new int[in.getInt()];
            for (int i = 0; i < sketch.length; i++) {
                sketch[i] = in.getInt();
            }
            byte[] place = new byte[in.getInt()];
            in.get(place);
            return new Observation(
                    kind,
                    id,
                    time,
                    guild,
                    channel,
                    parent,
                    new String(place, UTF_8),
                    user,
                    (flags & BOT) != 0,
                    roles,
                    mentions,
                    files,
                    size,
                    (flags & REPLY) != 0,
                    new TextForm(high, low, sketch, links));
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new SerializationException("an observation is cut short", e);
        }
    }
}
