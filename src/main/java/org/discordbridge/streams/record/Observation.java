package org.discordbridge.streams.record;

import java.util.Arrays;
import org.discordbridge.streams.text.TextForm;

/**
 * Says what happened in a guild, as far as rules and figures need it. It has no text.
 *
 * @param id of the message; of whatever else happened, made of its uuid
 * @param time in milliseconds, by Discord's clock
 * @param parent the channel that a thread belongs to; 0 if it is none
 * @param user who did it; 0 if that is not known
 * @param place the name of the channel; empty if it is not known
 * @param bytes of all files together
 * @param reply whether it answers a message
 */
public record Observation(
        Kind kind,
        long id,
        long time,
        long guild,
        long channel,
        long parent,
        String place,
        long user,
        boolean bot,
        long[] roles,
        int mentions,
        int files,
        long bytes,
        boolean reply,
        TextForm text) {

    /** Names what happens. */
    public enum Kind {
        MESSAGE,
        JOIN,
        EDIT,
        DELETION,
        REACTION
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Observation o
                && kind == o.kind
                && id == o.id
                && time == o.time
                && guild == o.guild
                && channel == o.channel
                && parent == o.parent
                && place.equals(o.place)
                && user == o.user
                && bot == o.bot
                && Arrays.equals(roles, o.roles)
                && mentions == o.mentions
                && files == o.files
                && bytes == o.bytes
                && reply == o.reply
                && text.equals(o.text);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(id);
    }

    @Override
    public String toString() {
        return "Observation[" + kind + " " + Long.toUnsignedString(id) + "]";
    }
}
