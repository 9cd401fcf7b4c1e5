package org.discordbridge.discord.session.finding;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.discordbridge.discord.session.Shard;
import org.discordbridge.discord.session.json.JsonObject;

/** Finds faults of a session in the data that Discord sends. Safe for any number of threads. */
public final class Findings {
    private final WithheldContent content = new WithheldContent();
    private final MissingGuilds guilds;
    private final TwinProcess twin;
    private volatile BooleanSupplier isShared = () -> false;
    private volatile int shards = 1;
    private volatile String botId = "";

    public Findings(Clock clock) {
        guilds = new MissingGuilds(clock);
        twin = new TwinProcess(clock);
    }

    /** Returns the time since which messages come without text; null if they come with it, as far as is known. */
    public Instant contentWithheldSince() {
        return content.since();
    }

    /** Returns the ids of guilds from which nothing comes, because of an outage at Discord. */
    public List<String> unavailableGuilds() {
        return guilds.ids();
    }

    /** Returns whether the guilds have come, except those that are unavailable. */
    public boolean haveGuildsCome() {
        return guilds.haveOthersCome();
    }

    /**
     * Notes that this process is about to send a message with that nonce. The nonce is given without the number of the
     * part.
     */
    public void sends(String nonce) {
        twin.sends(nonce);
    }

    public WithheldContent content() {
        return content;
    }

    public MissingGuilds guilds() {
        return guilds;
    }

    public void began(Shard shard, String bot, List<String> all) {
        shards = shard.of();
        botId = bot == null ? "" : bot;
        guilds.began(shard, all);
    }

    public void ended(Shard shard) {
        guilds.ended(shard);
    }

    /** Sets whether other processes share the shards with this one: what they do is no sign of a stranger. */
    public void shared(BooleanSupplier withOthers) {
        isShared = withOthers;
    }

    /** Looks at a MESSAGE_CREATE. */
    public void message(JsonObject message, Shard shard, boolean readsContent) {
        if (botId.equals(message.part("author", "id"))) {
            if (!isShared.getAsBoolean()) {
                twin.posted(message, shard, botId);
            }
        } else if (readsContent) {
            content.look(message, botId);
        }
    }

    /** Notes that an interaction was acknowledged before this process did so for the first time. */
    public void acknowledgedElsewhere(String interactionId, String guildId) {
        if (!isShared.getAsBoolean()) {
            twin.acknowledged(interactionId, new Shard(Shard.numberOf(guildId, shards), shards), botId);
        }
    }

    /** Returns whether a changed message comes without its text. */
    public boolean withholds(JsonObject message) {
        return WithheldContent.isWithout(message, botId);
    }
}
