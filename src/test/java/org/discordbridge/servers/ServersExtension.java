package org.discordbridge.servers;

import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test the servers that it names as parameters: {@link KafkaServer}, {@link RegistryServer}, {@link S3Server}.
 *
 * <p>Without more, a server is shared by all tests of the JVM, so use topics, subjects and buckets of your own and never
 * stop it. {@link Separate} gives one that nobody else uses. What a class asks for is started at once, in parallel.
 */
public final class ServersExtension implements BeforeAllCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(ServersExtension.class);
    private static final List<Class<? extends Server>> TYPES =
            List.of(KafkaServer.class, RegistryServer.class, S3Server.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        Class<?> test = context.getRequiredTestClass();
        List<Parameter> parameters = Stream.<Executable>concat(
                        Stream.of(test.getDeclaredConstructors()), Stream.of(test.getDeclaredMethods()))
                .flatMap(executable -> Stream.of(executable.getParameters()))
                .filter(parameter -> !parameter.isAnnotationPresent(Separate.class))
                .toList();
        for (Class<? extends Server> type : TYPES) {
            if (parameters.stream().anyMatch(parameter -> parameter.getType() == type)) {
                servers(context).prepare(type);
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return TYPES.contains(parameter.getParameter().getType())
                || parameter.getParameter().getType() == Servers.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Servers servers = servers(context);
        Class<?> wanted = parameter.getParameter().getType();
        if (wanted == Servers.class) {
            return servers;
        }
        Class<? extends Server> type = wanted.asSubclass(Server.class);
        if (!parameter.isAnnotated(Separate.class)) {
            return servers.get(type);
        }
        return context.getStore(NAMESPACE).getOrComputeIfAbsent(type, servers::separate);
    }

    /** The servers of this test run, for extensions that give more than these. */
    public static Servers servers(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Servers.class, type -> new Servers(), Servers.class);
    }
}
