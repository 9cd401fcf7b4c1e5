package org.discordbridge.discord.session;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicReference;

/** What is done before a session starts, by whoever has time for it. Safe for any number of threads. */
final class Advance {
    private final DiscordSession session;
    private final SessionSettings settings;
    private final AnswerCounts counts;
    private final AtomicReference<Attempt> begun = new AtomicReference<>();
    private LogIn logIn;
    private volatile boolean over;

    Advance(DiscordSession session, SessionSettings settings, AnswerCounts counts) {
        this.session = session;
        this.settings = settings;
        this.counts = counts;
    }

    synchronized void logIn() {
        if (!over && logIn == null && begun.get() == null) {
            logIn = LogIn.of(settings, counts);
        }
    }

    synchronized void connect(Collection<Interest> wanted) {
        logIn();
        if (!over && logIn != null && logIn.gateway().sparesSessions()) {
            begun.set(connectNow(wanted));
            if (over) {
                dismiss();
            }
        }
    }

    /** Goes on with a connection that was begun for the same intents, or connects. */
    synchronized Attempt take(Collection<Interest> wanted) {
        over = true;
        Attempt early = begun.get();
        if (early != null && early.intents().equals(Intents.of(wanted)) && begun.compareAndSet(early, null)) {
            return early;
        }
        dismiss();
        return connectNow(wanted);
    }

    private Attempt connectNow(Collection<Interest> wanted) {
        LogIn known = logIn == null ? LogIn.of(settings, counts) : logIn;
        logIn = null;
        return Gateway.connect(session, settings, wanted, known);
    }

    /** Nothing is done in advance any more. Does not wait for what is being done. */
    void close() {
        over = true;
        dismiss();
    }

    private void dismiss() {
        Attempt unwanted = begun.getAndSet(null);
        if (unwanted != null) {
            unwanted.dismiss();
        }
    }
}
