package org.discordbridge.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.CamelContextHelper;
import org.discordbridge.archive.ObjectStore;
import org.discordbridge.avro.RegistryAvroDataFormat;
import org.discordbridge.delivery.KafkaStateRepository;
import org.discordbridge.delivery.NamedTopics;
import org.discordbridge.delivery.Topics;
import org.discordbridge.discord.DiscordComponent;
import org.discordbridge.discord.DiscordEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins early with what a start has to wait for: as soon as the route files are read. It waits for topics and schemas
 * and ends the start if they fail, and only then the routes are made, while the gateway connects. Anything else that
 * fails here is tried again later by the part that needs it. It does nothing in a {@link UnstartedBridge}, which
 * changes nothing.
 */
public final class HeadStart extends MainListenerSupport {
    private static final Logger LOG = LoggerFactory.getLogger(HeadStart.class);

    @Override
    public void afterConfigure(BaseMainSupport main) {
        CamelContext context = main.getCamelContext();
        Registry beans = context.getRegistry();
        DiscordComponent discord = context.getComponent("discord", DiscordComponent.class);
        Executor beside = task -> context.getExecutorServiceManager()
                .newThread("head start", task)
                .start();
        CompletableFuture<Void> logIn = CompletableFuture.runAsync(discord::logIn, beside);
        RouteSteps.oddities(context, routes(context)).forEach(oddity -> LOG.warn("{}", oddity));
        NamedTopics.add(context, RouteTopics.in(context));
        CompletableFuture<Void> topics = CompletableFuture.runAsync(
                () -> beans.findByType(Topics.class).forEach(each -> each.create(context)), beside);
        topics.thenRunAsync(
                () -> beans.findByType(KafkaStateRepository.class).forEach(KafkaStateRepository::prepare), beside);
        CompletableFuture<Void> schemas = CompletableFuture.runAsync(
                () -> beans.findByType(RegistryAvroDataFormat.class).forEach(each -> each.prepare(context)), beside);
        CompletableFuture<Void> found = CompletableFuture.allOf(topics, schemas);
        Collection<DiscordEndpoint> inputs = inputs(context);
        CompletableFuture.allOf(found, logIn).thenRunAsync(() -> discord.connect(inputs), beside);
        await(found);
        CompletableFuture.runAsync(() -> beans.findByType(ObjectStore.class).forEach(ObjectStore::prepare), beside);
    }

    /** Returns the {@code discord:} endpoints with which routes begin, of those routes that start by themselves. */
    private static Collection<DiscordEndpoint> inputs(CamelContext context) {
        List<DiscordEndpoint> inputs = new ArrayList<>();
        try {
            for (RouteDefinition route : routes(context)) {
                String uri =
                        context.resolvePropertyPlaceholders(route.getInput().getEndpointUri());
                if (uri.startsWith("discord:")
                        && !Boolean.FALSE.equals(CamelContextHelper.parseBoolean(context, route.getAutoStartup()))) {
                    inputs.add(context.getEndpoint(uri, DiscordEndpoint.class));
                }
            }
        } catch (RuntimeException e) {
            LOG.debug("The start will fail at the route", e);
            return List.of();
        }
        return inputs;
    }

    private static List<RouteDefinition> routes(CamelContext context) {
        return context.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinitions();
    }

    private static void await(CompletableFuture<Void> begun) {
        try {
            begun.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
