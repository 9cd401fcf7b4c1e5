package org.discordbridge.discord.session.dispatch;

import java.util.HashMap;
import java.util.Map;
import org.discordbridge.discord.session.json.JsonObject;

/**
 * Who is in which voice channel: Discord says where somebody is now, not whether that is new. Known from GUILD_CREATE
 * and kept up by VOICE_STATE_UPDATE. Bounded: of more than 100,000 people, it is not known where the others were.
 *
 * <p>One for each shard, used by its websocket thread only.
 */
final class VoiceStates {
    private static final int MOST = 100_000;

    private final Map<String, Map<String, String>> channels = new HashMap<>();
    private int size;

    /** Forgets everything: a new session begins. */
    void clear() {
        channels.clear();
        size = 0;
    }

    /** What GUILD_CREATE says. */
    void guild(String guildId, JsonObject guild) {
        Map<String, String> before = channels.remove(guildId);
        size -= before == null ? 0 : before.size();
        guild.objects("voice_states", state -> {
            String userId = state.neededId("user_id");
            return userId == null ? null : move(guildId, userId, state.id("channel_id"));
        });
    }

    /** Puts somebody into a channel, or out of any if it is null; gives back where they were, null if nowhere. */
    String move(String guildId, String userId, String channelId) {
        Map<String, String> guild = channels.computeIfAbsent(guildId, id -> new HashMap<>());
        String before = guild.remove(userId);
        size -= before == null ? 0 : 1;
        if (channelId != null && size < MOST) {
            guild.put(userId, channelId);
            size++;
        }
        if (guild.isEmpty()) {
            channels.remove(guildId);
        }
        return before;
    }
}
