package org.discordbridge.discord.session.life;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicReference;
import org.discordbridge.discord.session.SessionSettings;
import org.discordbridge.discord.session.connect.LoginInfo;
import org.discordbridge.discord.session.rest.AnswerCounts;
import org.discordbridge.discord.session.subscribe.IntentsNeeded;
import org.discordbridge.discord.session.subscribe.RouteNeeds;

/**
 * Logs in and connects ahead of {@link DiscordSession#start}, so that the start need not wait. Safe for any number of
 * threads.
 */
final class EarlyConnection {
    private final DiscordSession session;
    private final SessionSettings settings;
    private final AnswerCounts counts;
    private final AtomicReference<BegunConnection> begun = new AtomicReference<>();
    private LoginInfo logIn;
    private volatile boolean over;

    EarlyConnection(DiscordSession session, SessionSettings settings, AnswerCounts counts) {
        this.session = session;
        this.settings = settings;
        this.counts = counts;
    }

    synchronized void logIn() {
        if (!over && logIn == null && begun.get() == null) {
            logIn = LoginInfo.of(settings, counts);
        }
    }

    synchronized void connect(Collection<RouteNeeds> wanted) {
        logIn();
        if (!over && logIn != null && logIn.gateway().sparesSessions()) {
            begun.set(connectNow(wanted));
            if (over) {
                dismiss();
            }
        }
    }

    /** Returns the connection that was begun early for the same intents, or connects. */
    synchronized BegunConnection take(Collection<RouteNeeds> wanted) {
        over = true;
        BegunConnection early = begun.get();
        if (early != null && early.intents().equals(IntentsNeeded.of(wanted)) && begun.compareAndSet(early, null)) {
            return early;
        }
        dismiss();
        return connectNow(wanted);
    }

    private BegunConnection connectNow(Collection<RouteNeeds> wanted) {
        LoginInfo known = logIn == null ? LoginInfo.of(settings, counts) : logIn;
        logIn = null;
        return Gateway.connect(session, settings, wanted, known);
    }

    /** Ends the early work. Does not wait for a step that is running. */
    void close() {
        over = true;
        dismiss();
    }

    private void dismiss() {
        BegunConnection unwanted = begun.getAndSet(null);
        if (unwanted != null) {
            unwanted.dismiss();
        }
    }
}
