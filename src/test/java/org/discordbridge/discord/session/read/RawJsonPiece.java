package org.discordbridge.discord.session.read;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.discordbridge.bench.ByHandBot;
import org.discordbridge.discord.session.Shard;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Guild;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What it costs to read MESSAGE_CREATE: JSON as JDA reads it, and the event made of that. */
@State(Scope.Thread)
public class RawJsonPiece {
    private final DiscordSimulator discord = DiscordSimulator.start();
    private JDA jda;
    private MessageJson payloads;
    private byte[] json;
    private DataObject parsed;

    @Setup
    public void connect() throws Exception {
        Guild home = discord.addGuild("Home");
        Channel general = home.addTextChannel("general");
        jda = ByHandBot.connect(
                Map.of(
                        "DISCORD_TOKEN", discord.token(),
                        "DISCORD_API_URL", discord.apiUrl(),
                        "DISCORD_GATEWAY_URL", discord.gatewayUrl(),
                        "DISCORD_COMPRESS", "true"),
                new ListenerAdapter() {});
        jda.awaitReady();
        Shards shards = new Shards(jda);
        shards.add(new Shard(0, 1), jda);
        payloads = new MessageJson(new NameLookup(shards));
        json = """
                {"type":0,"tts":false,"timestamp":"2026-11-23T12:00:00.123000+00:00","pinned":false,"nonce":null,
                 "mentions":[],"mention_roles":[],"mention_everyone":false,"id":"1180423100000000001","flags":0,
                 "embeds":[],"edited_timestamp":null,"components":[],"attachments":[],
                 "content":"The quick brown fox jumps over the lazy dog, then says so in a few more words.",
                 "member":{"roles":["1180423100000000005"],"premium_since":null,"pending":false,"nick":null,
                  "mute":false,"joined_at":"2025-01-01T12:00:00.000000+00:00","flags":0,"deaf":false,
                  "communication_disabled_until":null,"avatar":null},
                 "author":{"username":"ada","public_flags":0,"id":"1180423100000000004","global_name":"Ada",
                  "discriminator":"0","avatar_decoration_data":null,"avatar":null},
                 "channel_id":"%d","guild_id":"%d"}""".formatted(general.id(), home.id()).getBytes(StandardCharsets.UTF_8);
        parsed = DataObject.fromJson(json);
    }

    @TearDown
    public void disconnect() {
        jda.shutdownNow();
        discord.close();
    }

    @Benchmark
    public DataObject readJson() {
        return DataObject.fromJson(json);
    }

    @Benchmark
    public MessageCreated makeEvent() {
        return payloads.message(parsed);
    }
}
