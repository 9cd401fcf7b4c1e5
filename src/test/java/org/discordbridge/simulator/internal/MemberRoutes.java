package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.Set;
import org.discordbridge.simulator.Permission;
import org.discordbridge.simulator.Role;
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
            return Answer.ok(place.guild().member(place.user(), true));
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
        if (!guild.isMember(user)) {
            throw RestError.unknownMember();
        }
        return new Place(guild, user);
    }

    private Answer role(Call call, boolean give) {
        Place place = place(call);
        SimGuild guild = place.guild();
        Role role = guild.role(call.param("role"));
        if (role == null) {
            throw RestError.unknownRole();
        }
        if (!guild.permits(Permission.MANAGE_ROLES) || !guild.canManage(role)) {
            throw RestError.missingPermissions();
        }
        Set<Long> roles = guild.rolesOf.computeIfAbsent(place.user().id(), id -> new LinkedHashSet<>());
        if (give ? roles.add(role.id()) : roles.remove(role.id())) {
            guild.publishMember(place.user());
        }
        return Answer.NO_CONTENT;
    }

    private Answer modify(Call call) {
        Place place = place(call);
        if (!call.body.has("communication_disabled_until")) {
            throw RestError.form("", "BASE_TYPE_REQUIRED", "The simulator changes nothing of members but time-outs.");
        }
        SimGuild guild = place.guild();
        boolean higher = guild.rolesOf.getOrDefault(place.user().id(), Set.of()).stream()
                .anyMatch(role -> !guild.canManage(guild.role(role)));
        if (!guild.permits(Permission.MODERATE_MEMBERS)
                || higher
                || place.user().equals(world.bot)) {
            throw RestError.missingPermissions();
        }
        Instant until = until(call.body.get("communication_disabled_until"));
        if (until == null) {
            guild.timeouts.remove(place.user().id());
        } else {
            guild.timeouts.put(place.user().id(), until);
        }
        guild.publishMember(place.user());
        return Answer.ok(guild.member(place.user(), true));
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
