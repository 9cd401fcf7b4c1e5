package org.discordbridge.discord.session.read;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.discordbridge.event.EventType;

/**
 * Specifies how a dispatch of the gateway is read that needs no code of its own (Discord docs, Gateway Events > Receive
 * Events).
 *
 * @param name Discord's name of the dispatch
 * @param type the event it becomes
 * @param cached whether JDA's cache follows it: then JDA's own handler has to run first
 * @param subject key of the id of the thing it is about, with a dot for an inner object; null if there is none
 * @param label key of the name of that thing, in the same way
 * @param once whether it can happen only once to that thing, whose id is then its identity
 * @param born whether it happens when that thing is created: then the id of the thing tells the time
 * @param place whether that thing is a channel or a guild, and so the place of the event
 */
public record DispatchSpec(
        String name,
        EventType type,
        boolean cached,
        String subject,
        String label,
        boolean once,
        boolean born,
        Subject place) {

    /** Kinds of things that the id in a payload may name. */
    enum Subject {
        /** A thing that is no place. */
        THING,
        /** The channel or thread in which it happens. */
        CHANNEL,
        /** The guild in which it happens. */
        GUILD
    }

    private static final Map<String, DispatchSpec> ALL = all();

    /** Returns every dispatch that is read in this way, by its name. */
    public static Map<String, DispatchSpec> byName() {
        return ALL;
    }

    private static Map<String, DispatchSpec> all() {
        Map<String, DispatchSpec> specs = new LinkedHashMap<>();
        lifeOf(specs, "CHANNEL", EventType.CHANNEL_CREATED, EventType.CHANNEL_UPDATED, EventType.CHANNEL_DELETED)
                .inCache()
                .subject("id", "name")
                .is(Subject.CHANNEL)
                .add();
        lifeOf(specs, "GUILD_ROLE", EventType.ROLE_CREATED, EventType.ROLE_UPDATED, null)
                .inCache()
                .subject("role.id", "role.name")
                .add();
        one(specs, "GUILD_ROLE_DELETE", EventType.ROLE_DELETED)
                .inCache()
                .subject("role_id", null)
                .once()
                .add();
        // a thread is "created" again when the bot is added to it
        one(specs, "THREAD_CREATE", EventType.THREAD_CREATED).inCache().thread();
        one(specs, "THREAD_UPDATE", EventType.THREAD_UPDATED).inCache().thread();
        one(specs, "THREAD_DELETE", EventType.THREAD_DELETED).inCache().once().thread();
        one(specs, "THREAD_LIST_SYNC", EventType.THREAD_LIST_SYNCED).inCache().add();
        one(specs, "THREAD_MEMBER_UPDATE", EventType.THREAD_MEMBER_UPDATED).thread();
        one(specs, "THREAD_MEMBERS_UPDATE", EventType.THREAD_MEMBERS_UPDATED).thread();
        one(specs, "CHANNEL_PINS_UPDATE", EventType.CHANNEL_PINS_UPDATED).add();
        one(specs, "GUILD_UPDATE", EventType.GUILD_UPDATED)
                .inCache()
                .subject("id", "name")
                .is(Subject.GUILD)
                .add();
        one(specs, "GUILD_MEMBER_ADD", EventType.MEMBER_JOINED).inCache().add();
        one(specs, "GUILD_MEMBER_UPDATE", EventType.MEMBER_UPDATED).inCache().add();
        one(specs, "GUILD_MEMBER_REMOVE", EventType.MEMBER_LEFT).inCache().add();
        one(specs, "GUILD_BAN_ADD", EventType.MEMBER_BANNED).add();
        one(specs, "GUILD_BAN_REMOVE", EventType.MEMBER_UNBANNED).add();
        one(specs, "PRESENCE_UPDATE", EventType.PRESENCE_UPDATED)
                .subject(null, "status")
                .add();
        one(specs, "TYPING_START", EventType.TYPING).add();
        one(specs, "MESSAGE_POLL_VOTE_ADD", EventType.POLL_VOTE_ADDED)
                .subject("answer_id", null)
                .add();
        one(specs, "MESSAGE_POLL_VOTE_REMOVE", EventType.POLL_VOTE_REMOVED)
                .subject("answer_id", null)
                .add();
        one(specs, "GUILD_EMOJIS_UPDATE", EventType.EMOJIS_UPDATED).add();
        one(specs, "GUILD_STICKERS_UPDATE", EventType.STICKERS_UPDATED).add();
        lifeOf(
                        specs,
                        "GUILD_SOUNDBOARD_SOUND",
                        EventType.SOUND_CREATED,
                        EventType.SOUND_UPDATED,
                        EventType.SOUND_DELETED)
                .subject("sound_id", "name")
                .add();
        one(specs, "GUILD_SOUNDBOARD_SOUNDS_UPDATE", EventType.SOUNDS_UPDATED).add();
        one(specs, "VOICE_CHANNEL_EFFECT_SEND", EventType.VOICE_EFFECT_SENT)
                .subject("sound_id", "emoji.name")
                .add();
        one(specs, "VOICE_CHANNEL_STATUS_UPDATE", EventType.VOICE_STATUS_UPDATED)
                .subject("id", "status")
                .is(Subject.CHANNEL)
                .add();
        one(specs, "VOICE_SERVER_UPDATE", EventType.VOICE_SERVER_UPDATED)
                .subject(null, "endpoint")
                .add();
        lifeOf(specs, "STAGE_INSTANCE", EventType.STAGE_STARTED, EventType.STAGE_UPDATED, EventType.STAGE_ENDED)
                .subject("id", "topic")
                .add();
        lifeOf(
                        specs,
                        "GUILD_SCHEDULED_EVENT",
                        EventType.SCHEDULED_EVENT_CREATED,
                        EventType.SCHEDULED_EVENT_UPDATED,
                        EventType.SCHEDULED_EVENT_DELETED)
                .subject("id", "name")
                .add();
        one(specs, "GUILD_SCHEDULED_EVENT_USER_ADD", EventType.SCHEDULED_EVENT_USER_ADDED)
                .subject("guild_scheduled_event_id", null)
                .add();
        one(specs, "GUILD_SCHEDULED_EVENT_USER_REMOVE", EventType.SCHEDULED_EVENT_USER_REMOVED)
                .subject("guild_scheduled_event_id", null)
                .add();
        lifeOf(
                        specs,
                        "AUTO_MODERATION_RULE",
                        EventType.AUTOMOD_RULE_CREATED,
                        EventType.AUTOMOD_RULE_UPDATED,
                        EventType.AUTOMOD_RULE_DELETED)
                .subject("id", "name")
                .add();
        one(specs, "AUTO_MODERATION_ACTION_EXECUTION", EventType.AUTOMOD_ACTION_EXECUTED)
                .subject("rule_id", "matched_keyword")
                .add();
        one(specs, "GUILD_AUDIT_LOG_ENTRY_CREATE", EventType.AUDIT_LOG_ENTRY)
                .subject("id", null)
                .once()
                .born()
                .add();
        one(specs, "INVITE_CREATE", EventType.INVITE_CREATED)
                .subject("code", null)
                .add();
        one(specs, "INVITE_DELETE", EventType.INVITE_DELETED)
                .subject("code", null)
                .add();
        one(specs, "WEBHOOKS_UPDATE", EventType.WEBHOOKS_UPDATED).add();
        one(specs, "GUILD_INTEGRATIONS_UPDATE", EventType.INTEGRATIONS_UPDATED).add();
        one(specs, "INTEGRATION_CREATE", EventType.INTEGRATION_CREATED)
                .subject("id", "name")
                .add();
        one(specs, "INTEGRATION_UPDATE", EventType.INTEGRATION_UPDATED)
                .subject("id", "name")
                .add();
        one(specs, "INTEGRATION_DELETE", EventType.INTEGRATION_DELETED)
                .subject("id", null)
                .add();
        lifeOf(
                        specs,
                        "ENTITLEMENT",
                        EventType.ENTITLEMENT_CREATED,
                        EventType.ENTITLEMENT_UPDATED,
                        EventType.ENTITLEMENT_DELETED)
                .subject("id", "sku_id")
                .add();
        one(specs, "APPLICATION_COMMAND_PERMISSIONS_UPDATE", EventType.COMMAND_PERMISSIONS_UPDATED)
                .subject("id", null)
                .add();
        one(specs, "USER_UPDATE", EventType.BOT_UPDATED).inCache().add();
        return Collections.unmodifiableMap(specs);
    }

    private static Draft one(Map<String, DispatchSpec> specs, String name, EventType type) {
        return new Draft(specs, name, new EventType[] {type}, new String[] {""});
    }

    /** Begins the specifications of a thing that is created, updated and deleted, with a dispatch for each. */
    private static Draft lifeOf(
            Map<String, DispatchSpec> specs, String name, EventType created, EventType updated, EventType deleted) {
        return new Draft(
                specs, name, new EventType[] {created, updated, deleted}, new String[] {"_CREATE", "_UPDATE", "_DELETE"
                });
    }

    /** Builds one or several specifications. */
    private static final class Draft {
        private final Map<String, DispatchSpec> specs;
        private final String name;
        private final EventType[] types;
        private final String[] endings;
        private boolean cached;
        private String subject;
        private String label;
        private boolean once;
        private boolean born;
        private Subject place = Subject.THING;

        Draft(Map<String, DispatchSpec> specs, String name, EventType[] types, String[] endings) {
            this.specs = specs;
            this.name = name;
            this.types = types;
            this.endings = endings;
        }

        Draft inCache() {
            cached = true;
            return this;
        }

        Draft subject(String idKey, String nameKey) {
            subject = idKey;
            label = nameKey;
            return this;
        }

        Draft once() {
            once = true;
            return this;
        }

        Draft born() {
            born = true;
            return this;
        }

        Draft is(Subject what) {
            place = what;
            return this;
        }

        void thread() {
            subject("id", "name").is(Subject.CHANNEL).add();
        }

        void add() {
            for (int i = 0; i < types.length; i++) {
                if (types[i] != null) {
                    boolean creation = "_CREATE".equals(endings[i]);
                    boolean single = once || creation || "_DELETE".equals(endings[i]);
                    String full = name + endings[i];
                    specs.put(
                            full,
                            new DispatchSpec(full, types[i], cached, subject, label, single, born || creation, place));
                }
            }
        }
    }
}
