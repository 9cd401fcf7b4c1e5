package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.discordbridge.simulator.Intent;
import org.discordbridge.simulator.Permission;
import org.discordbridge.simulator.User;

/** The routes of a guild's members (Discord docs, Guild Resource). Called under the world's lock. */
final class MemberRoutes {
    private static final String MEMBERS = "/guilds/{guild}/members";
    private static final String MEMBER = MEMBERS + "/{user}";
    private static final Duration LONGEST = Duration.ofDays(28);

    private final World world;
    private final Access access;

    MemberRoutes(World world, Access access) {
        this.world = world;
        this.access = access;
    }

    /** A member of a guild. */
    private record Place(SimGuild guild, User user) {}

    void register(Router router) {
        router.add("GET", MEMBERS, this::list);
        router.add("GET", MEMBERS + "/search", this::search);
        router.add("PATCH", MEMBERS + "/@me", this::modifySelf);
        router.add("GET", MEMBER, call -> {
            Place place = place(call);
            return Answer.ok(place.guild().people.json(place.user(), true));
        });
        router.add("PUT", MEMBER + "/roles/{role}", call -> role(call, true));
        router.add("DELETE", MEMBER + "/roles/{role}", call -> role(call, false));
        router.add("PATCH", MEMBER, this::modify);
        router.add("DELETE", MEMBER, this::kick);
    }

    private Place place(Call call) {
        SimGuild guild = access.guild(call);
        User user = world.user(call.param("user"));
        if (user == null) {
            throw RestError.unknownUser();
        }
        if (guild.people.get(user.id()) == null) {
            throw RestError.unknownMember();
        }
        return new Place(guild, user);
    }

    // Discord docs, Guild Resource > List Guild Members: only with the intent
    private Answer list(Call call) {
        SimGuild guild = access.guild(call);
        if (world.settings.disallowed().contains(Intent.GUILD_MEMBERS)) {
            throw RestError.missingAccess();
        }
        int limit = call.number("limit", 1, 1, 1000);
        long after = Json.snowflake(call.query("after"));
        return members(
                guild,
                guild.people.all().stream()
                        .sorted((one, other) -> Long.compareUnsigned(one.id(), other.id()))
                        .filter(user -> Long.compareUnsigned(user.id(), after) > 0)
                        .limit(limit));
    }

    private Answer search(Call call) {
        SimGuild guild = access.guild(call);
        String query = call.query("query");
        if (query == null) {
            throw RestError.required("query");
        }
        String prefix = query.toLowerCase(Locale.ROOT);
        int limit = call.number("limit", 1, 1, 1000);
        return members(
                guild,
                guild.people.all().stream()
                        .filter(user -> user.name().toLowerCase(Locale.ROOT).startsWith(prefix)
                                || guild.people
                                        .nick(user)
                                        .toLowerCase(Locale.ROOT)
                                        .startsWith(prefix))
                        .limit(limit));
    }

    private static Answer members(SimGuild guild, Stream<User> users) {
        ArrayNode json = Json.array();
        users.forEach(user -> json.add(guild.people.json(user, true)));
        return Answer.ok(json);
    }

    private Answer role(Call call, boolean give) {
        Place place = place(call);
        SimGuild guild = place.guild();
        long role = call.param("role");
        if (!guild.roles.has(role)) {
            throw RestError.unknownRole();
        }
        if (!guild.roles.permits(Permission.MANAGE_ROLES) || !guild.roles.canManage(role)) {
            throw RestError.missingPermissions();
        }
        guild.people.change(place.user(), role, give);
        return Answer.NO_CONTENT;
    }

    private Answer modify(Call call) {
        Place place = place(call);
        SimGuild guild = place.guild();
        JsonNode body = call.body;
        boolean self = place.user().equals(world.bot);
        if (body.has("nick")) {
            access.require(guild, self ? Permission.CHANGE_NICKNAME : Permission.MANAGE_NICKNAMES);
            checkNick(body.path("nick"));
        }
        if (body.has("roles")) {
            access.require(guild, Permission.MANAGE_ROLES);
        }
        if (body.has("communication_disabled_until")) {
            access.require(guild, Permission.MODERATE_MEMBERS);
        }
        if (!self || body.has("communication_disabled_until")) {
            access.requireHigher(guild, place.user());
        }
        Set<Long> roles = body.path("roles").isArray() ? roles(guild, body.path("roles")) : null;
        boolean times = body.has("communication_disabled_until");
        Instant until = times ? until(body.get("communication_disabled_until")) : null;
        if (body.has("nick")) {
            guild.people.setNick(place.user(), body.path("nick").asText(null));
        }
        if (roles != null) {
            guild.people.setRoles(place.user(), roles);
        }
        if (times) {
            guild.people.timeOut(place.user(), until);
        }
        return Answer.ok(guild.people.json(place.user(), true));
    }

    private Answer modifySelf(Call call) {
        SimGuild guild = access.guild(call);
        if (call.body.has("nick")) {
            access.require(guild, Permission.CHANGE_NICKNAME);
            checkNick(call.body.path("nick"));
            guild.people.setNick(world.bot, call.body.path("nick").asText(null));
        }
        return Answer.ok(guild.people.json(world.bot, true));
    }

    private static void checkNick(JsonNode nick) {
        if (nick.asText("").length() > 32) {
            throw RestError.form("nick", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 32 in length.");
        }
    }

    private static Set<Long> roles(SimGuild guild, JsonNode ids) {
        Set<Long> roles = new LinkedHashSet<>();
        for (JsonNode id : ids) {
            long role = Json.snowflake(id);
            if (!guild.roles.has(role)) {
                throw RestError.unknownRole();
            }
            if (!guild.roles.canManage(role)) {
                throw RestError.missingPermissions();
            }
            roles.add(role);
        }
        return roles;
    }

    private Answer kick(Call call) {
        Place place = place(call);
        access.require(place.guild(), Permission.KICK_MEMBERS);
        access.requireHigher(place.guild(), place.user());
        place.guild().people.remove(place.user());
        return Answer.NO_CONTENT;
    }

    private Instant until(JsonNode text) {
        if (text.isNull()) {
            return null;
        }
        Instant until;
        try {
            until = OffsetDateTime.parse(text.asText()).toInstant();
        } catch (DateTimeException e) {
            throw RestError.form(
                    "communication_disabled_until",
                    "DATE_TIME_TYPE_PARSE",
                    "Could not parse " + text.asText() + ". Should be ISO8601.");
        }
        if (until.isAfter(world.clock.instant().plus(LONGEST))) {
            throw RestError.form(
                    "communication_disabled_until",
                    "GUILD_COMMUNICATION_DISABLED_TIMEOUT_INVALID",
                    "Timeout cannot be longer than 28 days.");
        }
        return until.isAfter(world.clock.instant()) ? until : null;
    }
}
