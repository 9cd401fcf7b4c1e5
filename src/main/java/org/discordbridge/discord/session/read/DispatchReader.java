package org.discordbridge.discord.session.read;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.discordbridge.discord.session.json.DiscordJson;
import org.discordbridge.discord.session.json.JsonObject;
import org.discordbridge.event.Actor;
import org.discordbridge.event.Dispatch;
import org.discordbridge.event.EventId;
import org.discordbridge.event.EventType;
import org.discordbridge.event.Place;

/** Reads dispatches for which there is no record of their own into {@link Dispatch}. */
public final class DispatchReader {
    private static final long LAST_SECOND =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private final NameLookup places;

    public DispatchReader(NameLookup places) {
        this.places = places;
    }

    /** Values of JDA's cache before it handled the dispatch. */
    public record Before(Place place, String role) {
        public static final Before UNKNOWN = new Before(null, null);
    }

    /** Reads from the cache the values that a dispatch is about to change. */
    public Before before(DispatchSpec spec, JsonObject d) {
        String guildId = guildId(spec, d);
        return switch (spec.place()) {
            case CHANNEL -> new Before(places.of(guildId, d.id("id")), null);
            case GUILD -> new Before(places.of(guildId, null), null);
            case THING -> {
                String role = spec.type() == EventType.ROLE_DELETED
                        ? d.id("role_id")
                        : spec.type() == EventType.ROLE_UPDATED ? value(d, "role.id") : null;
                yield role == null || !DiscordJson.isSnowflake(role)
                        ? Before.UNKNOWN
                        : new Before(null, places.role(guildId, role));
            }
        };
    }

    /**
     * Reads a dispatch.
     *
     * @param before values of the cache before
     * @param changed properties that JDA found changed
     * @param identity tells the dispatch from others if it can happen again
     * @param json the whole dispatch as text
     */
    public Dispatch read(
            DispatchSpec spec, JsonObject d, Before before, Collection<String> changed, String identity, String json) {
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
                d.id("message_id"),
                spec.type() == EventType.AUDIT_LOG_ENTRY ? d.text("target_id") : subject,
                label == null ? labelBefore : label,
                label == null || label.equals(labelBefore) ? null : labelBefore,
                spec.type() == EventType.AUDIT_LOG_ENTRY ? keys(d) : List.copyOf(changed),
                json);
    }

    private static boolean isNewThread(DispatchSpec spec, JsonObject d) {
        return spec.type() == EventType.THREAD_CREATED && d.flag("newly_created");
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

    private Place place(DispatchSpec spec, JsonObject d, Before before) {
        String channelId = spec.place() == DispatchSpec.Subject.CHANNEL ? d.neededId("id") : d.id("channel_id");
        Place now = places.of(guildId(spec, d), channelId);
        if (now.channelName() != null || spec.place() != DispatchSpec.Subject.CHANNEL) {
            return now;
        }
        // deleted, or not in the cache: takes the values before, or those of the payload
        Place then = before.place();
        boolean known = then != null && then.channelName() != null;
        boolean thread = spec.name().startsWith("THREAD_");
        String parent = thread ? d.id("parent_id") : null;
        return new Place(
                now.guildId(),
                now.guildName(),
                channelId,
                known ? then.channelName() : d.text("name"),
                known ? then.parentChannelId() : parent,
                known
                        ? then.parentChannelName()
                        : places.of(now.guildId(), parent).channelName());
    }

    private static String guildId(DispatchSpec spec, JsonObject d) {
        return spec.place() == DispatchSpec.Subject.GUILD ? d.neededId("id") : d.id("guild_id");
    }

    private static Actor user(DispatchSpec spec, JsonObject d) {
        JsonObject member = d.object("member");
        if (member != null && member.has("user")) {
            return DiscordJson.member(member, d.id("user_id"));
        }
        if (spec.type() == EventType.BOT_UPDATED) {
            return DiscordJson.actor(d, null);
        }
        for (String key : List.of("user", "inviter", "creator")) {
            JsonObject user = d.object(key);
            if (user != null) {
                return DiscordJson.actor(user, "user".equals(key) && d.has("roles") ? d : member);
            }
        }
        String creator = d.id("creator_id");
        String user = d.id("user_id");
        return Actor.of(user != null ? user : creator == null && isNewThread(spec, d) ? owner(d) : creator);
    }

    private static String owner(JsonObject d) {
        return d.id("owner_id");
    }

    private static Instant time(DispatchSpec spec, JsonObject d, String subject) {
        if ((spec.born() || isNewThread(spec, d)) && subject != null && DiscordJson.isSnowflake(subject)) {
            return DiscordJson.born(subject);
        }
        Instant told = switch (spec.type()) {
            case MEMBER_JOINED -> d.time("joined_at");
            case INVITE_CREATED -> d.time("created_at");
            case TYPING -> seconds(d);
            default -> null;
        };
        return told == null ? DiscordJson.now() : told;
    }

    private static Instant seconds(JsonObject d) {
        long seconds = d.number("timestamp", 0);
        return seconds <= 0 || seconds > LAST_SECOND ? null : Instant.ofEpochSecond(seconds);
    }

    /**
     * Returns the properties that changed by an entry of the audit log (Discord docs, Audit Log > Audit Log Change
     * Object).
     */
    private static List<String> keys(JsonObject d) {
        return List.copyOf(new TreeSet<>(d.objects("changes", change -> change.text("key", ""))));
    }

    private static String value(JsonObject d, String key) {
        int dot = key.indexOf('.');
        return dot < 0 ? d.text(key) : d.part(key.substring(0, dot), key.substring(dot + 1));
    }
}
