package org.discordbridge.discord.session.subscribe;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.discordbridge.event.EventType;

/** Finds the gateway intents that events need (Discord docs, Gateway > List of Intents). */
public final class IntentsNeeded {
    private IntentsNeeded() {}

    public static EnumSet<Intent> of(Collection<RouteNeeds> wanted) {
        EnumSet<Intent> intents = EnumSet.noneOf(Intent.class);
        wanted.forEach(interest -> intents.addAll(of(interest)));
        return intents;
    }

    public static EnumSet<Intent> of(RouteNeeds interest) {
        EnumSet<Intent> intents = EnumSet.noneOf(Intent.class);
        for (EventType type : interest.types()) {
            if (interest.guilds()) {
                intents.addAll(inGuilds(type));
            }
            if (interest.directMessages()) {
                intents.addAll(inDirectMessages(type));
            }
            if (readsContent(type)) {
                intents.add(Intent.MESSAGE_CONTENT);
            }
        }
        return intents;
    }

    public static int mask(Set<Intent> intents) {
        return intents.stream().mapToInt(Intent::mask).reduce(0, (a, b) -> a | b);
    }

    /** Says which intents to switch on in the Developer Portal, and which endpoints need them. */
    public static String advice(Collection<RouteNeeds> wanted) {
        return advice(wanted, EnumSet.allOf(Intent.class));
    }

    /** Says so for some of the intents only. */
    public static String advice(Collection<RouteNeeds> wanted, Set<Intent> missing) {
        Map<String, Set<String>> endpoints = new TreeMap<>();
        for (RouteNeeds interest : wanted) {
            for (Intent intent : of(interest)) {
                if (intent.portalSwitch() != null && missing.contains(intent)) {
                    endpoints
                            .computeIfAbsent(intent.portalSwitch(), name -> new TreeSet<>())
                            .add(interest.endpoint());
                }
            }
        }
        return "Switch on "
                + endpoints.entrySet().stream()
                        .map(entry -> entry.getKey() + " under Developer Portal > Bot, for "
                                + String.join(", ", entry.getValue()))
                        .collect(Collectors.joining("; and "));
    }

    private static boolean readsContent(EventType type) {
        return type == EventType.MESSAGE_CREATED
                || type == EventType.MESSAGE_EDITED
                || type == EventType.MESSAGE_CHANGED
                || type == EventType.MESSAGE_SYSTEM;
    }

    private static Set<Intent> inGuilds(EventType type) {
        return switch (type) {
            case MESSAGE_CREATED, MESSAGE_EDITED, MESSAGE_CHANGED, MESSAGE_DELETED, MESSAGE_SYSTEM ->
                Set.of(Intent.GUILD_MESSAGES);
            case REACTION_ADDED, REACTION_REMOVED, REACTION_CLEARED -> Set.of(Intent.GUILD_MESSAGE_REACTIONS);
            case POLL_VOTE_ADDED, POLL_VOTE_REMOVED -> Set.of(Intent.GUILD_MESSAGE_POLLS);
            case TYPING -> Set.of(Intent.GUILD_MESSAGE_TYPING);
            case MEMBER_JOINED, MEMBER_UPDATED, MEMBER_LEFT -> Set.of(Intent.GUILD_MEMBERS);
            case MEMBER_BANNED, MEMBER_UNBANNED, AUDIT_LOG_ENTRY -> Set.of(Intent.GUILD_MODERATION);
            case PRESENCE_UPDATED -> Set.of(Intent.GUILD_PRESENCES);
            case EMOJIS_UPDATED, STICKERS_UPDATED, SOUND_CREATED, SOUND_UPDATED, SOUND_DELETED, SOUNDS_UPDATED ->
                Set.of(Intent.GUILD_EXPRESSIONS);
            case VOICE_JOINED, VOICE_MOVED, VOICE_LEFT, VOICE_UPDATED, VOICE_EFFECT_SENT ->
                Set.of(Intent.GUILD_VOICE_STATES);
            case SCHEDULED_EVENT_CREATED,
                    SCHEDULED_EVENT_UPDATED,
                    SCHEDULED_EVENT_DELETED,
                    SCHEDULED_EVENT_USER_ADDED,
                    SCHEDULED_EVENT_USER_REMOVED -> Set.of(Intent.GUILD_SCHEDULED_EVENTS);
            case AUTOMOD_RULE_CREATED, AUTOMOD_RULE_UPDATED, AUTOMOD_RULE_DELETED ->
                Set.of(Intent.AUTO_MODERATION_CONFIGURATION);
            case AUTOMOD_ACTION_EXECUTED -> Set.of(Intent.AUTO_MODERATION_EXECUTION);
            case INVITE_CREATED, INVITE_DELETED -> Set.of(Intent.GUILD_INVITES);
            case WEBHOOKS_UPDATED -> Set.of(Intent.GUILD_WEBHOOKS);
            case INTEGRATION_CREATED, INTEGRATION_UPDATED, INTEGRATION_DELETED, INTEGRATIONS_UPDATED ->
                Set.of(Intent.GUILD_INTEGRATIONS);
            // comes with GUILDS, which JDA always asks for, or without any intent
            default -> Set.of();
        };
    }

    private static Set<Intent> inDirectMessages(EventType type) {
        return switch (type) {
            case MESSAGE_CREATED,
                    MESSAGE_EDITED,
                    MESSAGE_CHANGED,
                    MESSAGE_DELETED,
                    MESSAGE_SYSTEM,
                    CHANNEL_PINS_UPDATED -> Set.of(Intent.DIRECT_MESSAGES);
            case REACTION_ADDED, REACTION_REMOVED, REACTION_CLEARED -> Set.of(Intent.DIRECT_MESSAGE_REACTIONS);
            case POLL_VOTE_ADDED, POLL_VOTE_REMOVED -> Set.of(Intent.DIRECT_MESSAGE_POLLS);
            case TYPING -> Set.of(Intent.DIRECT_MESSAGE_TYPING);
            default -> Set.of();
        };
    }
}
