package org.discordbridge.streams.activity;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.kafka.common.utils.Bytes;

/**
 * Names a row. Keys of the store begin with the time, so that what is over is found without looking at the rest.
 *
 * @param start in milliseconds
 * @param channel 0 for all of the guild
 */
public record RowKey(long start, Unit unit, long guild, long channel) {
    private static final int SIZE = 8 + 1 + 8 + 8;

    /** Has the lengths of time that are counted. */
    public enum Unit {
        MINUTE(Duration.ofMinutes(1)),
        HOUR(Duration.ofHours(1)),
        /** Has no rows: only what was counted already is known by the second. */
        SECOND(Duration.ofSeconds(1));

        private final long millis;

        Unit(Duration length) {
            this.millis = length.toMillis();
        }

        long millis() {
            return millis;
        }
    }

    static RowKey of(long time, Unit unit, long guild, long channel) {
        return new RowKey(Math.floorDiv(time, unit.millis()) * unit.millis(), unit, guild, channel);
    }

    long end() {
        return start + unit.millis();
    }

    Bytes write() {
        return Bytes.wrap(ByteBuffer.allocate(SIZE)
                .putLong(start)
                .put((byte) unit.ordinal())
                .putLong(guild)
                .putLong(channel)
                .array());
    }

    /** Returns what is before all keys of that time and after all of earlier ones. */
    static Bytes at(long time) {
        return Bytes.wrap(ByteBuffer.allocate(8).putLong(Math.max(0, time)).array());
    }

    static RowKey read(Bytes key) {
        ByteBuffer in = ByteBuffer.wrap(key.get());
        long start = in.getLong();
        Unit unit = Unit.values()[in.get()];
        return new RowKey(start, unit, in.getLong(), in.getLong());
    }

    /** Returns the key that records have: the same for all revisions of a row. */
    String text() {
        return Long.toUnsignedString(guild)
                + '/'
                + (channel == 0 ? "" : Long.toUnsignedString(channel))
                + '/'
                + unit.name().toLowerCase(java.util.Locale.ROOT)
                + '/'
                + start;
    }
}
