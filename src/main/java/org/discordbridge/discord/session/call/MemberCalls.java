package org.discordbridge.discord.session.call;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.discordbridge.discord.session.DiscordException;
import org.discordbridge.discord.session.rest.Multipart;
import org.discordbridge.discord.session.rest.Rest;

/**
 * Reads and changes members of guilds, as Discord's JSON in maps. Nothing blocks; futures fail with
 * {@link DiscordException}.
 */
public final class MemberCalls {
    private final Rest rest;

    public MemberCalls(Rest rest) {
        this.rest = rest;
    }

    /** Reads a member. */
    public CompletableFuture<Map<String, Object>> get(String guildId, String userId) {
        return rest.call(
                "read member " + userId + " of guild " + guildId,
                Route.Guilds.GET_MEMBER.compile(guildId, userId),
                response -> response.getObject().toMap());
    }

    /** Gives a member a role; nothing happens if the member has it already. */
    public CompletableFuture<Void> addRole(String guildId, String userId, String roleId, String reason) {
        return rest.call(
                "give member " + userId + " of guild " + guildId + " role " + roleId,
                Route.Guilds.ADD_MEMBER_ROLE.compile(guildId, userId, roleId),
                null,
                reason,
                response -> null);
    }

    /** Takes a role from a member; nothing happens if the member does not have it. */
    public CompletableFuture<Void> removeRole(String guildId, String userId, String roleId, String reason) {
        return rest.call(
                "take role " + roleId + " from member " + userId + " of guild " + guildId,
                Route.Guilds.REMOVE_MEMBER_ROLE.compile(guildId, userId, roleId),
                null,
                reason,
                response -> null);
    }

    /**
     * Keeps a member from writing, reacting and speaking.
     *
     * @param until ISO 8601, at most 28 days from now; null lifts it
     */
    public CompletableFuture<Map<String, Object>> timeOut(String guildId, String userId, String until, String reason) {
        return rest.call(
                "time out member " + userId + " of guild " + guildId,
                Route.Guilds.MODIFY_MEMBER.compile(guildId, userId),
                Multipart.of(DataObject.empty().put("communication_disabled_until", until), List.of()),
                reason,
                response -> response.getObject().toMap());
    }
}
