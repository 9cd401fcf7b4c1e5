package org.discordbridge.simulator.junit;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.discordbridge.simulator.DiscordSimulator;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts a simulator when a test first asks for one and closes it after the test. */
public final class SimulatorExtension implements BeforeEachCallback, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(SimulatorExtension.class);

    /** What the store closes at the end of the test. */
    private record Running(DiscordSimulator discord)
            implements AutoCloseable, ExtensionContext.Store.CloseableResource {
        @Override
        public void close() {
            discord.close();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IllegalAccessException {
        Object test = context.getRequiredTestInstance();
        for (Class<?> type = test.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getType() == DiscordSimulator.class && !Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    if (field.get(test) == null) {
                        field.set(test, discord(context));
                    }
                }
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == DiscordSimulator.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return discord(context);
    }

    private static DiscordSimulator discord(ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(context.getUniqueId(), id -> new Running(DiscordSimulator.start()), Running.class)
                .discord();
    }
}
