package org.discordbridge.discord.session.connect;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.internal.utils.IOUtil;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.discordbridge.discord.session.SessionSettings;
import org.discordbridge.discord.session.rest.RequestThreads;

/**
 * Says by what a session reaches Discord, where somebody has given something of their own. What was given is used, and
 * never closed.
 *
 * @param http the HTTP client that that of the session is derived from; null for one as JDA makes it
 * @param jda changes JDA's builder; null if nothing does
 * @param byJda whether JDA builds gateway connections and reads what comes, before anybody else
 */
public record Transport(OkHttpClient http, JdaCustomizer jda, boolean byJda) {
    /** Gives nothing: everything is made by the session. */
    public static final Transport OWN = new Transport(null, null, false);

    /** Seconds that idle connections are kept, as in JDA. */
    private static final int KEPT_SECONDS = 10;

    /** Begins a client for REST. */
    OkHttpClient.Builder client(SessionSettings settings) {
        OkHttpClient.Builder client = http != null
                ? http.newBuilder()
                : IOUtil.newHttpClientBuilder()
                        // JDA keeps five, and would connect again for most requests of a burst
                        .connectionPool(new ConnectionPool(RequestThreads.USUAL, KEPT_SECONDS, TimeUnit.SECONDS));
        if (settings.proxy() != null) {
            InetSocketAddress proxy = settings.proxy();
            client.proxy(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHostString(), proxy.getPort())));
        }
        return client;
    }

    /** Finds the HTTP proxy for the gateway: that of the settings, else that of the client; null if there is none. */
    InetSocketAddress gatewayProxy(SessionSettings settings) {
        if (settings.proxy() != null) {
            return settings.proxy();
        }
        Proxy given = http == null ? null : http.proxy();
        return given != null && given.type() == Proxy.Type.HTTP && given.address() instanceof InetSocketAddress address
                ? address
                : null;
    }
}
