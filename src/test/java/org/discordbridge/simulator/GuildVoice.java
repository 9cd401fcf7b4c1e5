package org.discordbridge.simulator;

/** Who is in the voice channels of a guild, and what happens there. Each is dispatched to every session whose intents ask for it. */
public interface GuildVoice {
    /** Lets somebody enter a voice channel, from another or from nowhere: VOICE_STATE_UPDATE. */
    void enter(User user, Channel voice);

    /** Lets somebody leave voice: VOICE_STATE_UPDATE without a channel. */
    void leave(User user);

    /** Lets somebody in voice mute themselves: VOICE_STATE_UPDATE with the same channel. */
    void mute(User user, boolean mute);

    /** Sends an effect into a voice channel: VOICE_CHANNEL_EFFECT_SEND. */
    void effect(User user, Channel voice, String emoji);

    /** Sets the status of a voice channel: VOICE_CHANNEL_STATUS_UPDATE. */
    void status(Channel voice, String status);

    /** Tells the bot which voice server to use, with a secret token: VOICE_SERVER_UPDATE. */
    void server(String token, String endpoint);

    /** Begins a stage: STAGE_INSTANCE_CREATE. */
    Entity openStage(Channel voice, String topic);
}
