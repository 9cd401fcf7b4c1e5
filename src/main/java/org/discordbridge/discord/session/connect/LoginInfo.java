package org.discordbridge.discord.session.connect;

import net.dv8tion.jda.api.exceptions.ParsingException;
import net.dv8tion.jda.api.utils.data.DataObject;
import okhttp3.OkHttpClient;
import org.discordbridge.discord.session.SessionException;
import org.discordbridge.discord.session.SessionSettings;
import org.discordbridge.discord.session.rest.AnswerCounts;
import org.discordbridge.discord.session.rest.BanGuard;
import org.discordbridge.discord.session.rest.RestInterceptor;

/**
 * Holds the data that is needed over REST before there is a gateway connection.
 *
 * @param gateway address of the gateway
 * @param bot Discord's user object of the bot itself
 * @param http the client of these requests, which later ones use too
 * @param guard keeps {@code http} away from Discord's ban
 * @param transport what was given for the connections
 */
public record LoginInfo(
        GatewayAddress gateway, DataObject bot, OkHttpClient http, BanGuard guard, Transport transport) {
    /** Field from which JDA takes the id of the application; it is JDA's, not Discord's. */
    public static final String APPLICATION = "application_id";

    private static final String PURPOSE = "log in to Discord";

    /** Asks Discord for the number of shards that it recommends now; 0 if it does not answer. */
    public int recommendedShards(SessionSettings settings) {
        try {
            return new LoginRequests(http, settings.apiUrl(), settings.token())
                    .get("/gateway/bot", "ask for the number of shards")
                    .getInt("shards", 0);
        } catch (SessionException | ParsingException e) {
            return 0;
        }
    }

    /**
     * Asks Discord. {@code counts} counts all answers to this client, later ones too. Blocks for half a minute at most.
     *
     * @param shared whether other processes share the bot's shards, so that this one may never begin a session
     * @throws SessionException if Discord refuses the token, does not answer, or allows no more sessions today
     */
    public static LoginInfo of(SessionSettings settings, Transport transport, boolean shared, AnswerCounts counts) {
        BanGuard guard = BanGuard.of(settings);
        OkHttpClient http = transport
                .client(settings)
                .addInterceptor(new RestInterceptor(guard, counts))
                .build();
        LoginRequests lookUp = new LoginRequests(http, settings.apiUrl(), settings.token());
        GatewayAddress gateway = GatewayAddress.lookUp(settings, shared, lookUp);
        DataObject bot = lookUp.get("/users/@me", PURPOSE);
        try {
            bot.getUnsignedLong("id");
        } catch (ParsingException e) {
            throw lookUp.notUnderstood("/users/@me", PURPOSE, "with something else than a user", e);
        }
        if (shared) {
            // else the beginning of a session tells
            lookUp.find("/applications/@me", PURPOSE)
                    .ifPresent(application -> bot.put(APPLICATION, application.getString("id", bot.getString("id"))));
        }
        return new LoginInfo(gateway, bot, http, guard, transport);
    }
}
