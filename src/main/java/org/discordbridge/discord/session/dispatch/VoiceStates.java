package org.discordbridge.discord.session.dispatch;

import java.util.HashMap;
import java.util.Map;
import org.discordbridge.discord.session.json.JsonObject;

/**
 * Remembers who is in which voice channel: Discord says where somebody is now, not whether that is new. Filled by
 * GUILD_CREATE and updated by VOICE_STATE_UPDATE. Limited to 100,000 people: of further ones it is not known where they
 * were.
 *
 * <p>One for each shard, used by its websocket thread only.
 */
final class VoiceStates {
    private static final int MOST = 100_000;

    private final Map<String, Map<String, String>> channels = new HashMap<>();
    private int size;

    /** Forgets everything, since a new session begins. */
    void clear() {
        channels.clear();
        size = 0;
    }

    /** Remembers the people that GUILD_CREATE lists. */
    void guild(String guildId, JsonObject guild) {
        Map<String, String> before = channels.remove(guildId);
        size -= before == null ? 0 : before.size();
        guild.objects("voice_states", state -> {
            String userId = state.neededId("user_id");
            return userId == null ? null : move(guildId, userId, state.id("channel_id"));
        });
    }

    /**
     * Moves somebody into a channel, or out of any if it is null. Returns the channel before, null if there was none.
     */
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
