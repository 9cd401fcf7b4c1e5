package org.discordbridge.discord.session.life;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.discordbridge.discord.session.SessionSettings;
import org.discordbridge.discord.session.connect.LoginInfo;
import org.discordbridge.discord.session.connect.Transport;
import org.discordbridge.discord.session.rest.AnswerCounts;
import org.discordbridge.discord.session.subscribe.Intent;
import org.discordbridge.discord.session.subscribe.IntentsNeeded;
import org.discordbridge.discord.session.subscribe.RouteNeeds;

/**
 * Logs in and connects ahead of {@link DiscordSession#start}, so that the start need not wait. The session hears nothing
 * of shards that were begun here before it takes them. Safe for any number of threads.
 */
final class EarlyConnection {
    private final DiscordSession session;
    private final SessionSettings settings;
    private final Transport transport;
    private final AnswerCounts counts;
    private volatile List<Gateway> begun = new ArrayList<>();
    private Set<Intent> intents = Set.of();
    private volatile Connection connection;
    private volatile boolean over;

    EarlyConnection(DiscordSession session, SessionSettings settings, Transport transport, AnswerCounts counts) {
        this.session = session;
        this.settings = settings;
        this.transport = transport;
        this.counts = counts;
    }

    /** Logs in, unless that is done. */
    synchronized Connection logIn() {
        if (connection == null) {
            connection = Connection.of(
                    settings,
                    LoginInfo.of(settings, transport, session.sharing().isOn(), counts));
        }
        return connection;
    }

    /** Returns the connection; null before the login. Does not wait for a step that is running. */
    Connection made() {
        return connection;
    }

    synchronized void connect(Collection<RouteNeeds> wanted) {
        logIn();
        if (!over && connection.logIn().gateway().sparesSessions()) {
            intents = IntentsNeeded.of(wanted);
            begun = session.shards().connectAll(connection, wanted);
            if (over) {
                dismiss();
            }
        }
    }

    /** Returns the shards that were begun early for the same intents, or begins them. */
    synchronized List<Gateway> take(Collection<RouteNeeds> wanted) {
        over = true;
        List<Gateway> early = begun;
        if (!early.isEmpty() && intents.equals(IntentsNeeded.of(wanted))) {
            begun = List.of();
            return early;
        }
        dismiss();
        return session.shards().connectAll(logIn(), wanted);
    }

    /** Ends the early work. Does not wait for a step that is running. */
    void close() {
        over = true;
        dismiss();
    }

    private void dismiss() {
        List<Gateway> unwanted = begun;
        begun = List.of();
        unwanted.forEach(Gateway::end);
    }
}
