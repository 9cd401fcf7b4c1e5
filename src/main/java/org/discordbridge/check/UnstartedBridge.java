package org.discordbridge.check;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.camel.main.Main;
import org.apache.camel.model.ModelCamelContext;
import org.discordbridge.settings.Setting;
import org.discordbridge.settings.Settings;

/** The bridge as its start makes it, up to the point where it would connect to something. Never started. */
public final class UnstartedBridge implements AutoCloseable {
    private final Main main;

    /**
     * Makes its context and its beans.
     *
     * @param bridge makes what the start runs
     * @param routes pattern of the route files
     * @throws Exception what the start would end with
     */
    public UnstartedBridge(Settings settings, Function<Settings, Main> bridge, String routes) throws Exception {
        main = bridge.apply(settings);
        for (Setting setting : Setting.values()) {
            // what is wrong is told once, and the rest can be looked at all the same
            main.addOverrideProperty(
                    setting.name(),
                    settings.problems().containsKey(setting)
                            ? settings.shipped(setting).orElse(setting == Setting.DISCORD_TOKEN ? "none" : "")
                            : settings.get(setting));
        }
        Map.of(
                        "camel.main.routesIncludePattern", routes,
                        "camel.main.sourceLocationEnabled", "true",
                        "camel.management.enabled", "false",
                        "TRACING", "false",
                        // the environment would outrank all this; settings have it in them
                        "camel.component.properties.environmentVariableMode", "0")
                .forEach(main::addOverrideProperty);
        try {
            main.init();
        } catch (Exception e) {
            try {
                close();
            } catch (RuntimeException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    /** Makes the routes: endpoints, consumers, processors. */
    void makeRoutes() {
        context().init();
    }

    public ModelCamelContext context() {
        return (ModelCamelContext) main.getCamelContext();
    }

    /** The beans of that type. */
    public <T> Set<T> beans(Class<T> type) {
        return context().getRegistry().findByType(type);
    }

    @Override
    public void close() {
        if (main.getCamelContext() != null) {
            main.getCamelContext().stop();
        }
    }
}
