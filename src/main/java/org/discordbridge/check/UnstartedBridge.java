package org.discordbridge.check;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.camel.main.Main;
import org.apache.camel.model.ModelCamelContext;
import org.discordbridge.settings.Setting;
import org.discordbridge.settings.Settings;

/** Builds the bridge as its start does, up to the point where it would connect to something. It is never started. */
public final class UnstartedBridge implements AutoCloseable {
    private final Main main;

    /**
     * Makes the context and the beans.
     *
     * @param bridge makes what the start runs
     * @param routes pattern of the route files
     * @throws Exception the failure with which the start would end
     */
    public UnstartedBridge(Settings settings, Function<Settings, Main> bridge, String routes) throws Exception {
        main = bridge.apply(settings);
        for (Setting setting : Setting.values()) {
            // what is wrong is reported once, and the rest can still be checked
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
                        // the environment would override all this, and the settings already contain it
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

    /** Makes the routes with their endpoints, consumers and processors. */
    void makeRoutes() {
        context().init();
    }

    public ModelCamelContext context() {
        return (ModelCamelContext) main.getCamelContext();
    }

    /** Returns the beans of that type. */
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
