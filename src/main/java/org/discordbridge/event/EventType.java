package org.discordbridge.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Lists the kinds of events, by the names used in {@code discord:NAME}. */
public enum EventType {
    /** Somebody wrote in a channel, thread or direct message. */
    MESSAGE_CREATED("message-created"),
    /** Its author changed the text of a message. */
    MESSAGE_EDITED("message-edited"),
    /** Something else about a message changed: a link got its preview, it was pinned, its poll ended. */
    MESSAGE_CHANGED("message-changed"),
    /** A message was deleted, alone or with others at once. */
    MESSAGE_DELETED("message-deleted"),
    /** Discord itself wrote a message, not a person: about a join, a boost, a pin, a new thread, the end of a poll. */
    MESSAGE_SYSTEM("message-system"),
    /** Somebody reacted to a message. */
    REACTION_ADDED("reaction-added"),
    /** Somebody took a reaction back, or somebody else removed it. */
    REACTION_REMOVED("reaction-removed"),
    /** All reactions of a message were removed, or all with one emoji. */
    REACTION_CLEARED("reaction-cleared"),
    /** Somebody voted in a poll. */
    POLL_VOTE_ADDED("poll-vote-added"),
    /** Somebody took a vote back. */
    POLL_VOTE_REMOVED("poll-vote-removed"),
    /** Somebody began to type. */
    TYPING("typing"),
    /** Somebody joined a guild. */
    MEMBER_JOINED("member-joined"),
    /** A member's nickname, roles or the like changed. */
    MEMBER_UPDATED("member-updated"),
    /** Somebody left a guild, or was thrown out. */
    MEMBER_LEFT("member-left"),
    /** Somebody was banned. */
    MEMBER_BANNED("member-banned"),
    /** A ban was lifted. */
    MEMBER_UNBANNED("member-unbanned"),
    /** Somebody went online or offline, or began to do something else. */
    PRESENCE_UPDATED("presence-updated"),
    /** A channel was created. */
    CHANNEL_CREATED("channel-created"),
    /** A channel changed. */
    CHANNEL_UPDATED("channel-updated"),
    /** A channel was deleted. */
    CHANNEL_DELETED("channel-deleted"),
    /** A message was pinned or unpinned in a channel. */
    CHANNEL_PINS_UPDATED("channel-pins-updated"),
    /** A thread was created, or the bot was added to one. */
    THREAD_CREATED("thread-created"),
    /** A thread changed, or was archived. */
    THREAD_UPDATED("thread-updated"),
    /** A thread was deleted. */
    THREAD_DELETED("thread-deleted"),
    /** The bot got access to a channel with these threads. */
    THREAD_LIST_SYNCED("thread-list-synced"),
    /** The bot's own membership of a thread changed. */
    THREAD_MEMBER_UPDATED("thread-member-updated"),
    /** Somebody was added to a thread, or left it. */
    THREAD_MEMBERS_UPDATED("thread-members-updated"),
    /** A role was created. */
    ROLE_CREATED("role-created"),
    /** A role changed. */
    ROLE_UPDATED("role-updated"),
    /** A role was deleted. */
    ROLE_DELETED("role-deleted"),
    /** A guild is available at the start of a session, or again after an outage. */
    GUILD_AVAILABLE("guild-available"),
    /** The bot was added to a guild. */
    GUILD_JOINED("guild-joined"),
    /** A guild changed. */
    GUILD_UPDATED("guild-updated"),
    /** A guild has an outage. */
    GUILD_UNAVAILABLE("guild-unavailable"),
    /** The bot was removed from a guild, or the guild was deleted. */
    GUILD_LEFT("guild-left"),
    /** The emojis of a guild changed. */
    EMOJIS_UPDATED("emojis-updated"),
    /** The stickers of a guild changed. */
    STICKERS_UPDATED("stickers-updated"),
    /** A soundboard sound was created. */
    SOUND_CREATED("sound-created"),
    /** A soundboard sound changed. */
    SOUND_UPDATED("sound-updated"),
    /** A soundboard sound was deleted. */
    SOUND_DELETED("sound-deleted"),
    /** Several soundboard sounds changed. */
    SOUNDS_UPDATED("sounds-updated"),
    /** Somebody entered a voice channel. */
    VOICE_JOINED("voice-joined"),
    /** Somebody went from one voice channel to another. */
    VOICE_MOVED("voice-moved"),
    /** Somebody left a voice channel. */
    VOICE_LEFT("voice-left"),
    /** Somebody in a voice channel was muted, began to stream, or the like. */
    VOICE_UPDATED("voice-updated"),
    /** Somebody sent an effect into a voice channel. */
    VOICE_EFFECT_SENT("voice-effect-sent"),
    /** The status of a voice channel changed. */
    VOICE_STATUS_UPDATED("voice-status-updated"),
    /** The voice server of a guild, for a voice connection of the bot, changed. */
    VOICE_SERVER_UPDATED("voice-server-updated"),
    /** A stage began. */
    STAGE_STARTED("stage-started"),
    /** The topic of a stage changed. */
    STAGE_UPDATED("stage-updated"),
    /** A stage ended. */
    STAGE_ENDED("stage-ended"),
    /** An event was scheduled. */
    SCHEDULED_EVENT_CREATED("scheduled-event-created"),
    /** A scheduled event changed, began or ended. */
    SCHEDULED_EVENT_UPDATED("scheduled-event-updated"),
    /** A scheduled event was deleted. */
    SCHEDULED_EVENT_DELETED("scheduled-event-deleted"),
    /** Somebody is interested in a scheduled event. */
    SCHEDULED_EVENT_USER_ADDED("scheduled-event-user-added"),
    /** Somebody is not interested in a scheduled event any more. */
    SCHEDULED_EVENT_USER_REMOVED("scheduled-event-user-removed"),
    /** A rule of AutoMod was created. */
    AUTOMOD_RULE_CREATED("automod-rule-created"),
    /** A rule of AutoMod changed. */
    AUTOMOD_RULE_UPDATED("automod-rule-updated"),
    /** A rule of AutoMod was deleted. */
    AUTOMOD_RULE_DELETED("automod-rule-deleted"),
    /** AutoMod did something, such as blocking a message. */
    AUTOMOD_ACTION_EXECUTED("automod-action-executed"),
    /** An entry of the audit log was made: who did what to whom. */
    AUDIT_LOG_ENTRY("audit-log-entry"),
    /** An invitation was created. */
    INVITE_CREATED("invite-created"),
    /** An invitation was deleted. */
    INVITE_DELETED("invite-deleted"),
    /** The webhooks of a channel changed. */
    WEBHOOKS_UPDATED("webhooks-updated"),
    /** An integration was added to a guild. */
    INTEGRATION_CREATED("integration-created"),
    /** An integration of a guild changed. */
    INTEGRATION_UPDATED("integration-updated"),
    /** An integration was removed from a guild. */
    INTEGRATION_DELETED("integration-deleted"),
    /** Something about the integrations of a guild changed. */
    INTEGRATIONS_UPDATED("integrations-updated"),
    /** Somebody got access to a premium offering of the application. */
    ENTITLEMENT_CREATED("entitlement-created"),
    /** Access to a premium offering changed. */
    ENTITLEMENT_UPDATED("entitlement-updated"),
    /** Access to a premium offering ended. */
    ENTITLEMENT_DELETED("entitlement-deleted"),
    /** The permissions of a command of the application changed. */
    COMMAND_PERMISSIONS_UPDATED("command-permissions-updated"),
    /** The bot's own account changed. */
    BOT_UPDATED("bot-updated"),
    /** A slash command was used. */
    COMMAND("command"),
    /** A command in the menu of a user was used. */
    USER_COMMAND("user-command"),
    /** A command in the menu of a message was used. */
    MESSAGE_COMMAND("message-command"),
    /** Somebody types the value of a command's option, and wants suggestions. */
    AUTOCOMPLETE("autocomplete"),
    /** A button of a message was pressed. */
    BUTTON("button"),
    /** Something was chosen in a select of a message. */
    SELECT("select"),
    /** A form was filled in and sent. */
    MODAL("modal"),
    /** The gateway session is ready for the first time. */
    READY("ready"),
    /** Any event of the gateway that has no name here. */
    RAW("raw");

    private static final Set<EventType> ACTIVITIES = EnumSet.of(
            MESSAGE_CREATED,
            MESSAGE_EDITED,
            MESSAGE_CHANGED,
            MESSAGE_DELETED,
            REACTION_ADDED,
            REACTION_REMOVED,
            POLL_VOTE_ADDED,
            POLL_VOTE_REMOVED,
            TYPING);

    private static final Set<EventType> COMMANDS = EnumSet.of(COMMAND, USER_COMMAND, MESSAGE_COMMAND);
    private static final Set<EventType> INTERACTIONS =
            EnumSet.of(COMMAND, USER_COMMAND, MESSAGE_COMMAND, AUTOCOMPLETE, BUTTON, SELECT, MODAL);

    private final String eventName;

    EventType(String eventName) {
        this.eventName = eventName;
    }

    /** Returns the name in kebab case, such as {@code message-created}. */
    public String eventName() {
        return eventName;
    }

    /** Returns the class of its body. */
    public Class<? extends DiscordEvent> body() {
        return switch (this) {
            case MESSAGE_CREATED -> MessageCreated.class;
            case MESSAGE_EDITED, MESSAGE_CHANGED -> MessageEdited.class;
            case MESSAGE_DELETED -> MessageDeleted.class;
            case MESSAGE_SYSTEM -> SystemMessage.class;
            case REACTION_ADDED, REACTION_REMOVED, REACTION_CLEARED -> ReactionChanged.class;
            case COMMAND, USER_COMMAND, MESSAGE_COMMAND -> CommandInvoked.class;
            case AUTOCOMPLETE -> AutocompleteRequested.class;
            case BUTTON, SELECT -> ComponentUsed.class;
            case MODAL -> ModalSubmitted.class;
            case READY -> GatewayReady.class;
            default -> Dispatch.class;
        };
    }

    /** Returns whether it is something that a user does in a channel, so that routes can tell bots from people. */
    public boolean isActivity() {
        return ACTIVITIES.contains(this);
    }

    /** Returns whether it is the use of a command, which has to be registered with Discord. */
    public boolean isCommand() {
        return COMMANDS.contains(this);
    }

    /** Returns whether it waits for an answer, which one route gives. */
    public boolean isInteraction() {
        return INTERACTIONS.contains(this);
    }

    /** Finds the kind with that name; empty if there is none. */
    public static Optional<EventType> named(String name) {
        return Arrays.stream(values())
                .filter(type -> type.eventName.equals(name))
                .findFirst();
    }

    /**
     * Finds the kinds that a list of names and globs stands for: {@code message-*,reaction-added}. An asterisk stands
     * for any number of characters; it never stands for {@code command} and other interactions, which one route answers
     * by its name.
     *
     * @throws IllegalArgumentException if a name or glob stands for nothing; the message lists the names
     */
    public static Set<EventType> matching(String list) {
        Set<EventType> types = EnumSet.noneOf(EventType.class);
        for (String name : list.split(",", -1)) {
            List<EventType> found = matchesOf(name.strip());
            if (found.isEmpty()) {
                throw new IllegalArgumentException(
                        (name.isBlank() ? "a name is missing" : "there is no event '" + name.strip() + "'")
                                + ". Events are " + names());
            }
            types.addAll(found);
        }
        return Collections.unmodifiableSet(types);
    }

    private static List<EventType> matchesOf(String name) {
        if (name.indexOf('*') < 0) {
            return named(name).stream().toList();
        }
        Pattern glob = Pattern.compile(
                Arrays.stream(name.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
        List<EventType> found = new ArrayList<>();
        for (EventType type : values()) {
            if (!type.isInteraction() && glob.matcher(type.eventName).matches()) {
                found.add(type);
            }
        }
        return found;
    }

    /** Returns all names, for messages to people. */
    public static String names() {
        return Arrays.stream(values()).map(EventType::eventName).collect(Collectors.joining(", "));
    }
}
