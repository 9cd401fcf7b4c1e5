package org.discordbridge.discord.session.connect;

import java.net.URI;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import net.dv8tion.jda.api.exceptions.ParsingException;
import net.dv8tion.jda.api.utils.data.DataObject;
import net.dv8tion.jda.internal.utils.IOUtil;
import org.discordbridge.discord.session.SessionException;
import org.discordbridge.discord.session.subscribe.Intent;
import org.discordbridge.discord.session.subscribe.IntentsNeeded;
import org.discordbridge.discord.session.subscribe.RouteNeeds;

/**
 * Describes the bot of a token, as Discord does over REST. Asking makes no session and changes nothing.
 *
 * @param id the bot's user id
 * @param name its name
 * @param flags of its application (Discord docs, Application Resource > Application Flags)
 * @param loginsLeft number of new gateway sessions that it may still make today
 * @param shards number of shards that Discord recommends
 */
public record BotAccount(String id, String name, long flags, int loginsLeft, int shards) {
    private static final String PURPOSE = "look at the bot";

    /**
     * Asks Discord. Blocks for half a minute at most.
     *
     * @param apiUrl without a trailing slash
     * @throws SessionException if Discord refuses the token or does not answer
     */
    public static BotAccount ask(URI apiUrl, String token) {
        LoginRequests lookUp = new LoginRequests(IOUtil.newHttpClientBuilder().build(), apiUrl, token);
        try {
            DataObject user = lookUp.get("/users/@me", PURPOSE);
            DataObject application = lookUp.get("/applications/@me", PURPOSE);
            DataObject gateway = lookUp.get("/gateway/bot", PURPOSE);
            return new BotAccount(
                    user.getString("id"),
                    user.getString("username"),
                    application.getLong("flags", 0),
                    gateway.getObject("session_start_limit").getInt("remaining"),
                    gateway.getInt("shards", 1));
        } catch (ParsingException e) {
            throw lookUp.notUnderstood("/users/@me", PURPOSE, "with something else than a bot", e);
        }
    }

    /** Says which intents to switch on in the Developer Portal for these needs; empty if all are on. */
    public Optional<String> missingFor(Collection<RouteNeeds> wanted) {
        Set<Intent> off = IntentsNeeded.of(wanted);
        off.removeIf(intent -> intent.isAllowedBy(flags));
        return off.isEmpty() ? Optional.empty() : Optional.of(IntentsNeeded.advice(wanted, off));
    }

    /** Returns the names of the privileged intents for these needs. */
    public static Set<String> privileged(Collection<RouteNeeds> wanted) {
        Set<String> names = new java.util.TreeSet<>();
        IntentsNeeded.of(wanted).stream()
                .filter(intent -> intent.portalSwitch() != null)
                .forEach(intent -> names.add(intent.name()));
        return names;
    }
}
