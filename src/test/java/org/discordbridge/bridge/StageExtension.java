package org.discordbridge.bridge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.Servers;
import org.discordbridge.servers.ServersExtension;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test a {@link Stage} on the shared servers, and a {@link BridgeProcess} for it in a folder of its own, as
 * parameters. The bridge is not started; both are closed after the test, and the folder is deleted.
 */
public final class StageExtension implements BeforeAllCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(StageExtension.class);

    /** What the store closes at the end of the test. */
    private record Opened(Stage stage, BridgeProcess bridge)
            implements AutoCloseable, ExtensionContext.Store.CloseableResource {
        static Opened on(Servers servers) {
            Stage stage = Stage.on(servers.kafka(), servers.registry(), servers.s3());
            try {
                return new Opened(stage, stage.bridge(Files.createTempDirectory("bridge")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            bridge.close();
            stage.close();
            try (Stream<Path> files = Files.walk(bridge.directory())) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        ServersExtension.servers(context).prepare(KafkaServer.class, RegistryServer.class, S3Server.class);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Stage.class || type == BridgeProcess.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Opened opened = context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        context.getUniqueId(), id -> Opened.on(ServersExtension.servers(context)), Opened.class);
        return parameter.getParameter().getType() == Stage.class ? opened.stage() : opened.bridge();
    }
}
