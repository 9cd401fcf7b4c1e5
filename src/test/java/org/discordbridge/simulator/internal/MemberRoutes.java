package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.discordbridge.simulator.Permission;
import org.discordbridge.simulator.User;

/** The routes of a guild's members (Discord docs, Guild Resource). Called under the world's lock. */
final class MemberRoutes {
    private static final String MEMBER = "/guilds/{guild}/members/{user}";
    private static final Duration LONGEST = Duration.ofDays(28);

    private final World world;

    MemberRoutes(World world) {
        this.world = world;
    }

    /** A member of a guild. */
    private record Place(SimGuild guild, User user) {}

    void register(Router router) {
        router.add("GET", MEMBER, call -> {
            Place place = place(call);
            return Answer.ok(place.guild().people.json(place.user(), true));
        });
        router.add("PUT", MEMBER + "/roles/{role}", call -> role(call, true));
        router.add("DELETE", MEMBER + "/roles/{role}", call -> role(call, false));
        router.add("PATCH", MEMBER, this::modify);
    }

    private Place place(Call call) {
        SimGuild guild = world.guilds.get(call.param("guild"));
        if (guild == null) {
            throw RestError.unknownGuild();
        }
        User user = world.user(call.param("user"));
        if (user == null) {
            throw RestError.unknownUser();
        }
        if (guild.people.get(user.id()) == null) {
            throw RestError.unknownMember();
        }
        return new Place(guild, user);
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
        if (!call.body.has("communication_disabled_until")) {
            throw RestError.form("", "BASE_TYPE_REQUIRED", "The simulator changes nothing of members but time-outs.");
        }
        SimGuild guild = place.guild();
        boolean higher = guild.people.rolesOf(place.user()).stream().anyMatch(role -> !guild.roles.canManage(role));
        if (!guild.roles.permits(Permission.MODERATE_MEMBERS)
                || higher
                || place.user().equals(world.bot)) {
            throw RestError.missingPermissions();
        }
        guild.people.timeOut(place.user(), until(call.body.get("communication_disabled_until")));
        return Answer.ok(guild.people.json(place.user(), true));
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
