package org.discordbridge.event;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;

/** Computes with Discord's ids, which hold the time when they were made (Discord docs, Reference > Snowflakes). */
public final class Snowflakes {
    private static final int LONGEST = 20;
    private static final long EPOCH = 1_420_070_400_000L;

    private Snowflakes() {}

    /** Returns the first id of that time. */
    public static long at(Instant moment) {
        return Math.max(0, moment.toEpochMilli() - EPOCH) << 22;
    }

    /** Returns the id that is older than another one by that age. */
    public static long before(long id, Duration age) {
        return age.toMillis() >= id >>> 22 ? 0 : id - (age.toMillis() << 22);
    }

    /** Says why a text cannot be an id of Discord's; null if it can. */
    public static String problem(String text) {
        if (!text.matches("[0-9]+")) {
            return text.matches("[-+]?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]+)?") && !text.matches("[-+][0-9]+")
                    ? "a number with a point or exponent has lost digits of the id, which has to be sent as text"
                    : "digits were expected";
        }
        if (text.matches("0+")) {
            return "no id is zero";
        }
        return text.length() > LONGEST || new BigInteger(text).bitLength() > Long.SIZE
                ? "no id has more than 64 bits"
                : null;
    }

    /** Returns the time when an id was made. */
    public static Instant timeOf(long id) {
        return Instant.ofEpochMilli((id >>> 22) + EPOCH);
    }

    /**
     * Reads an id.
     *
     * @throws NumberFormatException if it is no unsigned number of 64 bits
     */
    public static long parse(String id) {
        return Long.parseUnsignedLong(id);
    }
}
