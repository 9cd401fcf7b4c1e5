package org.discordbridge.discord;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.discordbridge.discord.session.DiscordException;
import org.discordbridge.discord.session.command.CommandCompletion;
import org.discordbridge.discord.session.command.CommandDefinition;
import org.discordbridge.discord.session.command.CommandTree;
import org.discordbridge.discord.session.life.DiscordSession;
import org.discordbridge.discord.session.subscribe.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which route serves which interactions. Keeps the commands that Discord has equal to those that routes declare,
 * globally and in the named guilds. Only one registration runs at a time; later changes are registered after it.
 */
final class CommandRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(CommandRegistry.class);
    private static final String EVERYWHERE = "";
    /** Time that a removed route has to be loaded again before its command is removed. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
    private static final int RETRIES = 5;

    private final DiscordSession session;
    private final Map<String, InteractionDeclaration> routes = new LinkedHashMap<>();
    private final Map<String, Subscription> subscriptions = new HashMap<>();
    private final Map<String, InteractionIntake> receivers = new HashMap<>();
    private final Set<String> leaving = new HashSet<>();
    private final Set<String> places = new HashSet<>();
    private boolean open;
    private boolean registers = true;
    private boolean registering;
    private boolean again;

    CommandRegistry(DiscordSession session) {
        this.session = session;
    }

    /**
     * Gives a route the interactions that it declares, from now on; registers its command if that is new.
     *
     * @throws IllegalArgumentException if it conflicts with what other routes serve; the message says how
     */
    synchronized void serve(String routeId, InteractionDeclaration route, InteractionIntake receiver) {
        Map<String, InteractionDeclaration> others = present();
        others.remove(routeId);
        others.forEach((id, other) -> {
            if (other.service().isSameAs(route.service())) {
                throw new IllegalArgumentException(
                        route.service().describe() + " is served by route " + id + " already, and only one can answer");
            }
        });
        others.put(routeId, route);
        placesOf(others.values()).forEach(place -> tree(place, others.values()));
        // a route that was removed and comes back under another id
        leaving.stream()
                .filter(id -> !id.equals(routeId) && routes.get(id).service().isSameAs(route.service()))
                .toList()
                .forEach(this::drop);
        leaving.remove(routeId);
        InteractionDeclaration before = routes.put(routeId, route);
        receivers.put(routeId, receiver);
        Subscription old = subscriptions.put(routeId, session.serve(route.service(), receiver));
        if (old != null) {
            old.close();
        }
        if (before == null || !same(before, route)) {
            register();
        }
    }

    private void drop(String routeId) {
        leaving.remove(routeId);
        routes.remove(routeId);
        subscriptions.remove(routeId).close();
        receivers.remove(routeId).abandon();
    }

    /** Notes that a route is gone: for good, or until it is loaded again in a moment. */
    synchronized void leave(String routeId) {
        if (open && routes.containsKey(routeId) && leaving.add(routeId)) {
            after(PATIENCE, () -> forget(routeId));
        }
    }

    private synchronized void forget(String routeId) {
        if (open && leaving.contains(routeId)) {
            drop(routeId);
            register();
        }
    }

    /** Begins to register commands with Discord. */
    synchronized void open() {
        open = true;
        if (routes.values().stream().anyMatch(route -> route.definition() != null)) {
            register();
        }
    }

    /** Sets whether this process registers commands, and not another one that shares the shards. */
    synchronized void setRegistering(boolean mine) {
        registers = mine;
        if (mine && routes.values().stream().anyMatch(route -> route.definition() != null)) {
            register();
        }
    }

    /** Registers no more changes: the commands stay with Discord after the application has ended. */
    synchronized void close() {
        open = false;
    }

    private Map<String, InteractionDeclaration> present() {
        Map<String, InteractionDeclaration> present = new LinkedHashMap<>(routes);
        present.keySet().removeAll(leaving);
        return present;
    }

    /**
     * Returns what the present routes declare, and what removed routes declared that may come back, unless that
     * conflicts.
     */
    private Map<String, InteractionDeclaration> wanted() {
        Map<String, InteractionDeclaration> wanted = present();
        for (String id : leaving) {
            wanted.put(id, routes.get(id));
            try {
                placesOf(wanted.values()).forEach(place -> tree(place, wanted.values()));
            } catch (IllegalArgumentException e) {
                wanted.remove(id);
            }
        }
        return wanted;
    }

    private static boolean same(InteractionDeclaration before, InteractionDeclaration now) {
        return java.util.Objects.equals(before.definition(), now.definition())
                && java.util.Objects.equals(before.completion(), now.completion());
    }

    private static Set<String> placesOf(Iterable<InteractionDeclaration> routes) {
        Set<String> places = new TreeSet<>();
        for (InteractionDeclaration route : routes) {
            if (route.definition() != null) {
                places.addAll(route.definition().guilds());
                if (route.definition().guilds().isEmpty()) {
                    places.add(EVERYWHERE);
                }
            }
        }
        return places;
    }

    private static List<Map<String, Object>> tree(String place, Iterable<InteractionDeclaration> routes) {
        List<CommandDefinition> definitions = new ArrayList<>();
        List<CommandCompletion> completions = new ArrayList<>();
        for (InteractionDeclaration route : routes) {
            CommandDefinition definition = route.definition();
            if (definition != null
                    && (place.equals(EVERYWHERE)
                            ? definition.guilds().isEmpty()
                            : definition.guilds().contains(place))) {
                definitions.add(definition);
            }
            if (route.completion() != null) {
                completions.add(route.completion());
            }
        }
        return CommandTree.of(definitions, completions);
    }

    private synchronized void register() {
        if (!open || !registers) {
            return;
        }
        if (registering) {
            again = true;
            return;
        }
        registering = true;
        Map<String, InteractionDeclaration> wanted = wanted();
        warnOfLooseEnds(wanted);
        Set<String> now = placesOf(wanted.values());
        // a place without commands is emptied only if this bridge had some there: others may belong to somebody else
        places.addAll(now);
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (String place : Set.copyOf(places)) {
            all.add(register(place, tree(place, wanted.values()), 0));
        }
        places.retainAll(now);
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).whenComplete((done, failure) -> finished());
    }

    private synchronized void finished() {
        registering = false;
        if (again) {
            again = false;
            register();
        }
    }

    private CompletableFuture<Void> register(String place, List<Map<String, Object>> commands, int tries) {
        CompletableFuture<Boolean> registration;
        try {
            registration = session.calls().register(place.equals(EVERYWHERE) ? null : place, commands);
        } catch (DiscordException e) {
            registration = CompletableFuture.failedFuture(e);
        }
        return registration
                .handle((changed, problem) -> {
                    List<String> names = commands.stream()
                            .map(command -> String.valueOf(command.get("name")))
                            .toList();
                    if (problem == null) {
                        if (changed) {
                            LOG.info("Commands registered{}: {}", in(place), names);
                        }
                        return CompletableFuture.<Void>completedFuture(null);
                    }
                    Throwable cause = DiscordException.unwrapped(problem);
                    if (isOpen()
                            && tries < RETRIES
                            && cause instanceof DiscordException failed
                            && failed.isRetryable()) {
                        LOG.warn(
                                "Commands {} are not registered{} yet, and it is tried again: {}",
                                names,
                                in(place),
                                cause.getMessage());
                        return CompletableFuture.supplyAsync(() -> null, delayed(FIRST_RETRY.multipliedBy(1L << tries)))
                                .thenCompose(waited -> register(place, commands, tries + 1));
                    }
                    LOG.error(
                            "Commands {} could not be registered{} and do not work: {}",
                            names,
                            in(place),
                            cause.getMessage());
                    return CompletableFuture.<Void>completedFuture(null);
                })
                .thenCompose(next -> next);
    }

    private synchronized boolean isOpen() {
        return open;
    }

    private static void warnOfLooseEnds(Map<String, InteractionDeclaration> wanted) {
        wanted.forEach((routeId, route) -> {
            CommandCompletion completion = route.completion();
            if (completion != null
                    && wanted.values().stream().noneMatch(other -> has(other.definition(), completion))) {
                LOG.error(
                        "Route {} suggests values of option {} of /{}, and no route declares that: it is never asked",
                        routeId,
                        completion.option(),
                        completion.command());
            }
        });
    }

    private static boolean has(CommandDefinition definition, CommandCompletion completion) {
        return definition != null
                && definition.name().equals(completion.command())
                && definition.own().get("options") instanceof List<?> options
                && options.stream()
                        .anyMatch(option -> option instanceof Map<?, ?> map
                                && completion.option().equals(map.get("name")));
    }

    private static String in(String place) {
        return place.equals(EVERYWHERE) ? "" : " in guild " + place;
    }

    private static void after(Duration time, Runnable action) {
        delayed(time).execute(action);
    }

    private static java.util.concurrent.Executor delayed(Duration time) {
        return CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
