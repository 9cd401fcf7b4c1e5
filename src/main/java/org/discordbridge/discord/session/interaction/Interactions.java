package org.discordbridge.discord.session.interaction;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.discordbridge.discord.session.DiscordException;
import org.discordbridge.discord.session.finding.Findings;
import org.discordbridge.discord.session.interaction.InteractionMatch.Acknowledgement;
import org.discordbridge.discord.session.interaction.PendingAnswers.State;
import org.discordbridge.discord.session.json.JsonObject;
import org.discordbridge.discord.session.read.RawJson;
import org.discordbridge.discord.session.rest.Rest;
import org.discordbridge.discord.session.subscribe.Subscription;
import org.discordbridge.event.AutocompleteRequested;
import org.discordbridge.event.CommandInvoked;
import org.discordbridge.event.InteractionEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes interactions: tells Discord at once that an answer will follow, and hands each to the one route that serves it.
 * Discord gives three seconds for that (Discord docs, Receiving and Responding).
 */
public final class Interactions {
    private static final Logger LOG = LoggerFactory.getLogger(Interactions.class);
    private static final Duration ROUTE_WITHIN = Duration.ofMillis(2300);
    private static final Duration TOO_LATE = Duration.ofSeconds(3);
    private static final int ACKNOWLEDGED = 40060;
    private static final String NO_COMMAND = "This command is not available at the moment.";
    private static final String NO_COMPONENT = "This is not available any more.";
    private static final String NOT_HERE = "You cannot use this here.";

    private static final int PATTERNS_AT_A_TIME = 4;
    private static final int MOST_WAITING = 1000;
    private static final long IDLE_SECONDS = 10;

    private final Findings findings;
    private final PendingAnswers pending;
    private final DiscordTime time;
    /** Runs the patterns of routes. It is not the common pool, since JDA's callbacks run there. */
    private final Executor patterns = patternThreads();

    private final Map<InteractionReceiver, InteractionMatch> services = new ConcurrentHashMap<>();

    public Interactions(PendingAnswers pending, DiscordTime time, Findings findings) {
        this.findings = findings;
        this.pending = pending;
        this.time = time;
    }

    /** Makes threads that end when they are idle, so that nobody has to shut them down. */
    private static Executor patternThreads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                PATTERNS_AT_A_TIME,
                PATTERNS_AT_A_TIME,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                task -> {
                    Thread thread = new Thread(task, "discord patterns");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** Hands the interactions that fit to a receiver from now on. Ends when the subscription is closed. */
    public Subscription serve(InteractionMatch service, InteractionReceiver receiver) {
        services.put(receiver, service);
        return () -> services.remove(receiver);
    }

    /**
     * Takes an interaction on the websocket thread of a shard: finds its receiver, queues the acknowledgement, and
     * returns.
     */
    public void take(DataObject payload, Rest rest, InteractionReader reader) {
        InteractionEvent event = reader.read(payload);
        if (event == null) {
            return;
        }
        time.heard(event.timestamp());
        InteractionReceiver receiver = find(event, JsonObject.of(payload).part("data", "guild_id"));
        if (receiver == null || !receiver.looksAtText()) {
            offer(event, payload, rest, receiver);
        } else {
            // a pattern may take long with a hostile text
            try {
                logged(event, CompletableFuture.runAsync(() -> offer(event, payload, rest, receiver), patterns));
            } catch (RejectedExecutionException e) {
                LOG.error(
                        "{} is not answered: {} wait for the patterns of routes already. See which contentPattern takes"
                                + " so long",
                        named(event),
                        MOST_WAITING);
            }
        }
    }

    private void offer(InteractionEvent event, DataObject payload, Rest rest, InteractionReceiver receiver) {
        if (receiver == null || !receiver.wants(event)) {
            refuse(event, rest, receiver != null);
            return;
        }
        InteractionMatch service = services.get(receiver);
        if (service == null) {
            refuse(event, rest, false);
        } else if (event instanceof AutocompleteRequested || service.acknowledgement() == Acknowledgement.NONE) {
            pending.add(event.interactionToken(), event.interactionId(), State.UNANSWERED, service.ephemeral());
            receiver.accept(event, new RawJson(payload));
            watch(event, rest, service.ephemeral());
        } else {
            acknowledge(event, new RawJson(payload), rest, receiver, service);
        }
    }

    private InteractionReceiver find(InteractionEvent event, String guildId) {
        InteractionReceiver best = null;
        int most = 0;
        for (Map.Entry<InteractionReceiver, InteractionMatch> entry : services.entrySet()) {
            int fit = entry.getValue().fit(event, guildId);
            if (fit > most) {
                most = fit;
                best = entry.getKey();
            }
        }
        return best;
    }

    private void acknowledge(
            InteractionEvent event, RawJson raw, Rest rest, InteractionReceiver receiver, InteractionMatch service) {
        boolean reply = service.acknowledgement() == Acknowledgement.REPLY;
        pending.add(
                event.interactionToken(),
                event.interactionId(),
                reply ? State.AWAITED : State.ADDED_TO,
                service.ephemeral());
        // after a failed acknowledgement the token is useless, unless nobody else may see the answer
        boolean mayBePosted = !service.ephemeral();
        // an answer must not come before the acknowledgement, so the event follows it
        CompletableFuture<Void> handed = acknowledged(event, rest, service.acknowledgement(), service.ephemeral())
                .handle((ignored, problem) -> {
                    if (problem != null) {
                        noteIfElsewhere(event, problem);
                        pending.add(
                                event.interactionToken(), event.interactionId(), State.UNKNOWN, service.ephemeral());
                        LOG.warn(
                                "{} could not be acknowledged: {}. {}",
                                named(event),
                                reason(problem),
                                mayBePosted
                                        ? "Its answer will be an ordinary post"
                                        : "Its answer is for one person's eyes and will fail if Discord did not take it");
                    }
                    receiver.accept(problem == null || !mayBePosted ? event : event.withoutToken(), raw);
                    return null;
                });
        logged(event, handed);
    }

    /** Logs a failure on a thread where nobody else would see it. */
    private static void logged(InteractionEvent event, CompletableFuture<Void> handed) {
        handed.exceptionally(problem -> {
            LOG.error("{} was not handled and is lost: {}. Report this", named(event), reason(problem));
            return null;
        });
    }

    /**
     * Takes care of an interaction that its route answers itself: if it does not in time, Discord is told that an
     * answer will follow, or at least the log says so.
     */
    private void watch(InteractionEvent event, Rest rest, boolean ephemeral) {
        boolean suggests = event instanceof AutocompleteRequested;
        after(suggests ? TOO_LATE : ROUTE_WITHIN).execute(() -> {
            if (suggests) {
                if (pending.change(event.interactionToken(), State.UNANSWERED, State.UNKNOWN)) {
                    LOG.warn(
                            "{} was not answered within Discord's three seconds: nothing was suggested. See what holds"
                                    + " its route up",
                            named(event));
                }
            } else if (pending.change(event.interactionToken(), State.UNANSWERED, State.AWAITED)) {
                putOff(event, rest, ephemeral);
            }
        });
    }

    /** Tells Discord at once that an answer or change will follow; this must arrive within three seconds. */
    private static CompletableFuture<Void> acknowledged(
            InteractionEvent event, Rest rest, Acknowledgement acknowledgement, boolean ephemeral) {
        return rest.respond(
                "acknowledge interaction " + event.interactionId(),
                event.interactionId(),
                event.interactionToken(),
                FirstResponses.deferred(acknowledgement.callback(), ephemeral),
                FirstResponses.WITHIN);
    }

    private void putOff(InteractionEvent event, Rest rest, boolean ephemeral) {
        acknowledged(event, rest, Acknowledgement.REPLY, ephemeral).whenComplete((ignored, problem) -> {
            if (problem == null) {
                LOG.warn(
                        "{} was not answered by its route within {} ms, and acknowledge is none: Discord was told"
                                + " that an answer will follow. A form cannot be opened any more",
                        named(event),
                        ROUTE_WITHIN.toMillis());
            } else {
                pending.change(event.interactionToken(), State.AWAITED, State.UNKNOWN);
                LOG.warn(
                        "{} was not answered by its route in time, and could not be acknowledged either: {}",
                        named(event),
                        reason(problem));
            }
        });
    }

    private static Executor after(Duration time) {
        return CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Tells the person who used it that nothing will happen. Sends nothing if this session serves no interactions at
     * all: another program with the same token may serve them.
     */
    private void refuse(InteractionEvent event, Rest rest, boolean served) {
        if (services.isEmpty()) {
            LOG.warn("{} has no route and is not answered", named(event));
            return;
        }
        String text = event instanceof CommandInvoked ? NO_COMMAND : NO_COMPONENT;
        DataObject response = event instanceof AutocompleteRequested
                ? FirstResponses.suggestions(java.util.List.of())
                : FirstResponses.whisper(served ? NOT_HERE : text);
        if (served) {
            LOG.debug("{} is kept away by the filters of its route", named(event));
        } else {
            LOG.warn("{} has no route; who used it is told that it is not available", named(event));
        }
        rest.respond(
                        "refuse interaction " + event.interactionId(),
                        event.interactionId(),
                        event.interactionToken(),
                        response,
                        FirstResponses.WITHIN)
                .exceptionally(problem -> {
                    noteIfElsewhere(event, problem);
                    LOG.warn("{} could not be refused: {}", named(event), reason(problem));
                    return null;
                });
    }

    private void noteIfElsewhere(InteractionEvent event, Throwable problem) {
        if (DiscordException.unwrapped(problem) instanceof DiscordException refused
                && refused.getCode() == ACKNOWLEDGED) {
            findings.acknowledgedElsewhere(event.interactionId(), event.guildId());
        }
    }

    private static String named(InteractionEvent event) {
        String what = event instanceof CommandInvoked command
                ? "command " + command.command()
                : event instanceof org.discordbridge.event.ComponentUsed used
                        ? event.event() + " " + used.customId()
                        : event instanceof org.discordbridge.event.ModalSubmitted form
                                ? "modal " + form.customId()
                                : event.event();
        return "Interaction " + event.interactionId() + " (" + what + ")";
    }

    private static String reason(Throwable problem) {
        return DiscordException.unwrapped(problem).getMessage();
    }
}
