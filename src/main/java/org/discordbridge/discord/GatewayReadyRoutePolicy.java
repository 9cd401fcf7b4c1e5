package org.discordbridge.discord;

import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;
import org.apache.camel.support.task.Tasks;
import org.apache.camel.support.task.budget.Budgets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a route when the gateway is ready, not before: {@code routePolicy: "#gatewayReady"} together with
 * {@code autoStartup: false}. With several tokens, every session has to be ready. A route that is loaded or reloaded
 * after that starts at once.
 */
public final class GatewayReadyRoutePolicy extends RoutePolicySupport {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayReadyRoutePolicy.class);
    private static final Duration RETRY = Duration.ofMillis(50);
    private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(30);

    @Override
    public void onInit(Route route) {
        super.onInit(route);
        CamelContext context = route.getCamelContext();
        DiscordComponent discord = context.getComponent("discord", DiscordComponent.class);
        discord.whenReady(() -> context.getExecutorServiceManager()
                .newThread("start " + route.getId(), () -> start(context, route.getId()))
                .start());
    }

    /** Starts a route. While a route is being loaded, its context knows it only a moment after its policy does. */
    private static void start(CamelContext context, String routeId) {
        boolean started = Tasks.foregroundTask()
                .withName("start " + routeId)
                .withBudget(Budgets.iterationTimeBudget()
                        .withInitialDelay(Duration.ZERO)
                        .withInterval(RETRY)
                        .withMaxDuration(GIVE_UP_AFTER)
                        .build())
                .build()
                .run(context, () -> startIfKnown(context, routeId));
        if (!started) {
            LOG.error("Route {} did not start when the gateway was ready", routeId);
        }
    }

    private static boolean startIfKnown(CamelContext context, String routeId) {
        if (context.isStopping() || context.isStopped()) {
            return true;
        }
        if (context.getRouteController().getRouteStatus(routeId) == null) {
            return false;
        }
        try {
            context.getRouteController().startRoute(routeId);
        } catch (Exception e) {
            LOG.error("Route {} could not be started when the gateway became ready: {}", routeId, e.getMessage(), e);
            return true;
        }
        return context.getRouteController().getRouteStatus(routeId).isStarted();
    }
}
