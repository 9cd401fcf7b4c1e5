package org.discordbridge.simulator;

/** What people and Discord do in a guild besides writing. Each is dispatched to every session whose intents ask for it. */
public interface GuildLife {
    /** Adds a role: GUILD_ROLE_CREATE. */
    Entity addRole(String name);

    /** Gives a member exactly these roles: GUILD_MEMBER_UPDATE. */
    void setRoles(User member, Entity... roles);

    /** Gives a member a nickname, or takes it with null: GUILD_MEMBER_UPDATE. */
    void setNick(User member, String nick);

    /** Bans somebody: GUILD_BAN_ADD, and GUILD_MEMBER_REMOVE if they are a member. */
    void ban(User user);

    /** Lifts a ban: GUILD_BAN_REMOVE. */
    void unban(User user);

    /** Shows somebody as online, idle, dnd or offline: PRESENCE_UPDATE. */
    void presence(User user, String status);

    /** Lets somebody enter a voice channel, from another or from nowhere: VOICE_STATE_UPDATE. */
    void enterVoice(User user, Channel voice);

    /** Lets somebody leave voice: VOICE_STATE_UPDATE without a channel. */
    void leaveVoice(User user);

    /** Lets somebody in voice mute themselves: VOICE_STATE_UPDATE with the same channel. */
    void muteVoice(User user, boolean mute);

    /** Sends an effect into a voice channel: VOICE_CHANNEL_EFFECT_SEND. */
    void voiceEffect(User user, Channel voice, String emoji);

    /** Sets the status of a voice channel: VOICE_CHANNEL_STATUS_UPDATE. */
    void voiceStatus(Channel voice, String status);

    /** Tells the bot which voice server to use, with a secret token: VOICE_SERVER_UPDATE. */
    void voiceServer(String token, String endpoint);

    /** Begins a stage: STAGE_INSTANCE_CREATE. */
    Entity openStage(Channel voice, String topic);

    /** Adds a soundboard sound: GUILD_SOUNDBOARD_SOUND_CREATE. */
    Entity addSound(String name);

    /** Tells about several sounds at once: GUILD_SOUNDBOARD_SOUNDS_UPDATE. */
    void updateSounds();

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

    /** Adds a rule that blocks messages with a word: AUTO_MODERATION_RULE_CREATE. */
    Entity addRule(User by, String name);

    /** A message is blocked by a rule: AUTO_MODERATION_ACTION_EXECUTION. */
    void block(Entity rule, User author, Channel channel, String text, String keyword);

    /** Makes an entry in the audit log about a renamed channel: GUILD_AUDIT_LOG_ENTRY_CREATE. Returns its snowflake. */
    long audit(User by, Channel renamed, String before, String reason);

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

    /** Archives a thread: THREAD_UPDATE. */
    void archive(Channel thread);

    /** Adds somebody to a thread: THREAD_MEMBERS_UPDATE, without GUILD_MEMBERS only if it is the bot. */
    void addToThread(Channel thread, User user);

    /** Changes the bot's own settings in a thread: THREAD_MEMBER_UPDATE. */
    void muteThread(Channel thread);

    /** Gives the bot access to the threads of a channel: THREAD_LIST_SYNC. */
    void syncThreads(Channel channel);
}
