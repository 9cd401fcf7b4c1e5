package org.discordbridge.discord.session.finding;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.discordbridge.discord.session.Shard;
import org.discordbridge.discord.session.json.JsonObject;

/** What can be seen in what Discord sends to be wrong with a session. Safe for any number of threads. */
public final class Findings {
    private final WithheldContent content = new WithheldContent();
    private final MissingGuilds guilds;
    private final TwinProcess twin;
    private volatile int shards = 1;
    private volatile String botId = "";

    public Findings(Clock clock) {
        guilds = new MissingGuilds(clock);
        twin = new TwinProcess(clock);
    }

    /** Since when messages come without what people write; null if they come with it, as far as is known. */
    public Instant contentWithheldSince() {
        return content.since();
    }

    /** Ids of the guilds of which nothing comes, because of an outage at Discord's. */
    public List<String> unavailableGuilds() {
        return guilds.ids();
    }

    /** Whether the guilds have come, but for those that are unavailable. */
    public boolean haveGuildsCome() {
        return guilds.haveOthersCome();
    }

    /** This process is about to send something with that nonce, without the number of the part. */
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

    /** At a MESSAGE_CREATE. */
    public void message(JsonObject message, Shard shard, boolean readsContent) {
        if (botId.equals(message.part("author", "id"))) {
            twin.posted(message, shard, botId);
        } else if (readsContent) {
            content.look(message, botId);
        }
    }

    /** An interaction was acknowledged before this process did it for the first time. */
    public void acknowledgedElsewhere(String interactionId, String guildId) {
        twin.acknowledged(interactionId, new Shard(Shard.numberOf(guildId, shards), shards), botId);
    }

    /** Whether a message that has changed comes without what somebody wrote. */
    public boolean withholds(JsonObject message) {
        return WithheldContent.isWithout(message, botId);
    }
}
