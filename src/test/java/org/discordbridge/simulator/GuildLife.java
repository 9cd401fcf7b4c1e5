package org.discordbridge.simulator;

/** What else people and Discord do in a guild. Each is dispatched to every session whose intents ask for it. */
public interface GuildLife {
    /** Adds a soundboard sound: GUILD_SOUNDBOARD_SOUND_CREATE. */
    Entity addSound(String name);

    /** Tells about several sounds at once: GUILD_SOUNDBOARD_SOUNDS_UPDATE. */
    void updateSounds();

    /** Adds an emoji and returns its id: GUILD_EMOJIS_UPDATE. */
    long addEmoji(String name);

    /** The guild has exactly these emojis: GUILD_EMOJIS_UPDATE. */
    void setEmojis(String... names);

    /** The guild has exactly these stickers: GUILD_STICKERS_UPDATE. */
    void setStickers(String... names);

    /** Schedules an event outside of Discord: GUILD_SCHEDULED_EVENT_CREATE. */
    Entity schedule(User by, String name);

    /** Somebody is interested in a scheduled event: GUILD_SCHEDULED_EVENT_USER_ADD. */
    void interested(User user, Entity scheduled);

    /** Somebody is not interested any more: GUILD_SCHEDULED_EVENT_USER_REMOVE. */
    void notInterested(User user, Entity scheduled);

    /** Creates an invitation: INVITE_CREATE. Returns its code. */
    String invite(User by, Channel channel);

    /** Deletes an invitation: INVITE_DELETE. */
    void deleteInvite(Channel channel, String code);

    /** Adds an integration: INTEGRATION_CREATE and GUILD_INTEGRATIONS_UPDATE. */
    Entity addIntegration(User by, String name);

    /** Changes who may use a command of the bot: APPLICATION_COMMAND_PERMISSIONS_UPDATE. */
    void restrictCommand(long commandId);

    /** Gives somebody a premium offering of the bot's application: ENTITLEMENT_CREATE. */
    Entity entitle(User user);
}
