package org.discordbridge.discord.session;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.discordbridge.event.Actor;
import org.discordbridge.event.Dispatch;
import org.discordbridge.event.EventId;
import org.discordbridge.event.EventType;
import org.discordbridge.event.Place;

/** Reads dispatches for which there is no record of their own into {@link Dispatch}. */
final class DispatchReader {
    private final Places places;

    DispatchReader(Places places) {
        this.places = places;
    }

    /** What JDA's cache said before it followed the dispatch. */
    record Before(Place place, String role) {
        static final Before UNKNOWN = new Before(null, null);
    }

    /** What the cache says now of what a dispatch is about to change. */
    Before before(DispatchSpec spec, DataObject d) {
        String guildId = guildId(spec, d);
        return switch (spec.place()) {
            case CHANNEL -> new Before(places.of(guildId, d.getString("id", null)), null);
            case GUILD -> new Before(places.of(guildId, null), null);
            case THING -> {
                String role = spec.type() == EventType.ROLE_DELETED
                        ? d.getString("role_id", null)
                        : spec.type() == EventType.ROLE_UPDATED ? value(d, "role.id") : null;
                yield role == null ? Before.UNKNOWN : new Before(null, places.role(guildId, role));
            }
        };
    }

    /**
     * Reads one.
     *
     * @param before what the cache said before
     * @param changed which properties JDA found changed
     * @param identity what tells it from others if it can happen again
     * @param json all of it as text
     */
    Dispatch read(
            DispatchSpec spec, DataObject d, Before before, Collection<String> changed, String identity, String json) {
        String subject = spec.subject() == null ? null : value(d, spec.subject());
        boolean once = subject != null && (spec.once() || isNewThread(spec, d));
        String label = spec.label() == null ? null : value(d, spec.label());
        String labelBefore = labelBefore(spec, before);
        return new Dispatch(
                spec.type(),
                once ? EventId.ofOnce(spec.type(), subject) : identity,
                time(spec, d, subject),
                spec.name(),
                place(spec, d, before),
                user(spec, d),
                d.getString("message_id", null),
                spec.type() == EventType.AUDIT_LOG_ENTRY ? d.getString("target_id", null) : subject,
                label == null ? labelBefore : label,
                label == null || label.equals(labelBefore) ? null : labelBefore,
                spec.type() == EventType.AUDIT_LOG_ENTRY ? keys(d) : List.copyOf(changed),
                json);
    }

    private static boolean isNewThread(DispatchSpec spec, DataObject d) {
        return spec.type() == EventType.THREAD_CREATED && d.getBoolean("newly_created", false);
    }

    private static String labelBefore(DispatchSpec spec, Before before) {
        if (before.role() != null) {
            return before.role();
        }
        if (before.place() == null || spec.type() == EventType.VOICE_STATUS_UPDATED) {
            return null;
        }
        return spec.place() == DispatchSpec.Subject.GUILD
                ? before.place().guildName()
                : before.place().channelName();
    }

    private Place place(DispatchSpec spec, DataObject d, Before before) {
        String channelId =
                spec.place() == DispatchSpec.Subject.CHANNEL ? d.getString("id") : d.getString("channel_id", null);
        Place now = places.of(guildId(spec, d), channelId);
        if (now.channelName() != null || spec.place() != DispatchSpec.Subject.CHANNEL) {
            return now;
        }
        // deleted, or not in the cache: what was known before, or what the payload says
        Place then = before.place();
        boolean known = then != null && then.channelName() != null;
        boolean thread = spec.name().startsWith("THREAD_");
        String parent = thread ? d.getString("parent_id", null) : null;
        return new Place(
                now.guildId(),
                now.guildName(),
                channelId,
                known ? then.channelName() : d.getString("name", null),
                known ? then.parentChannelId() : parent,
                known
                        ? then.parentChannelName()
                        : places.of(now.guildId(), parent).channelName());
    }

    private static String guildId(DispatchSpec spec, DataObject d) {
        return spec.place() == DispatchSpec.Subject.GUILD ? d.getString("id") : d.getString("guild_id", null);
    }

    private static Actor user(DispatchSpec spec, DataObject d) {
        DataObject member = d.optObject("member").orElse(null);
        if (member != null && member.hasKey("user")) {
            return Json.actor(member.getObject("user"), member);
        }
        if (spec.type() == EventType.BOT_UPDATED) {
            return Json.actor(d, null);
        }
        for (String key : List.of("user", "inviter", "creator")) {
            DataObject user = d.optObject(key).orElse(null);
            if (user != null) {
                return Json.actor(user, "user".equals(key) && d.hasKey("roles") ? d : member);
            }
        }
        String creator = d.getString("creator_id", null);
        return Actor.of(d.getString("user_id", creator == null && isNewThread(spec, d) ? owner(d) : creator));
    }

    private static String owner(DataObject d) {
        return d.getString("owner_id", null);
    }

    private static Instant time(DispatchSpec spec, DataObject d, String subject) {
        if ((spec.born() || isNewThread(spec, d)) && subject != null) {
            return Json.born(subject);
        }
        Instant told = switch (spec.type()) {
            case MEMBER_JOINED -> Json.instant(d, "joined_at");
            case INVITE_CREATED -> Json.instant(d, "created_at");
            case TYPING -> d.isNull("timestamp") ? null : Instant.ofEpochSecond(d.getLong("timestamp"));
            default -> null;
        };
        return told == null ? Json.now() : told;
    }

    /** What an entry of the audit log says was changed (Discord docs, Audit Log > Audit Log Change Object). */
    private static List<String> keys(DataObject d) {
        return List.copyOf(
                new TreeSet<>(Json.list(d, "changes", DataArray::getObject, change -> change.getString("key", ""))));
    }

    private static String value(DataObject d, String key) {
        int dot = key.indexOf('.');
        return dot < 0 ? d.getString(key, null) : Json.part(d, key.substring(0, dot), key.substring(dot + 1));
    }
}
