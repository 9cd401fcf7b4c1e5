package org.discordbridge.event;

import java.util.List;

/** An event that happened at a place, and that may be about a user. */
public sealed interface PlacedEvent extends DiscordEvent
        permits MessageDeleted, ReactionChanged, Dispatch, InteractionEvent {
    /** Returns the place where it happened. */
    Place place();

    /** Returns the user who did it, or whom it is about. */
    Actor user();

    @Override
    default String channelId() {
        return place().channelId();
    }

    @Nullable
    @Override
    default String channelName() {
        return place().channelName();
    }

    @Nullable
    @Override
    default String parentChannelId() {
        return place().parentChannelId();
    }

    @Nullable
    @Override
    default String parentChannelName() {
        return place().parentChannelName();
    }

    @Nullable
    @Override
    default String guildId() {
        return place().guildId();
    }

    @Nullable
    @Override
    default String guildName() {
        return place().guildName();
    }

    @Nullable
    @Override
    default String userId() {
        return user().id();
    }

    @Nullable
    @Override
    default String userName() {
        return user().username();
    }

    @Nullable
    @Override
    default Boolean userIsBot() {
        return user().bot();
    }

    @Override
    default List<String> userRoles() {
        return user().roles();
    }
}
