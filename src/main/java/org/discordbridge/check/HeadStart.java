package org.discordbridge.check;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.LifecycleStrategySupport;
import org.discordbridge.archive.ObjectStore;
import org.discordbridge.avro.RegistryAvroDataFormat;
import org.discordbridge.delivery.KafkaStateRepository;
import org.discordbridge.delivery.Topics;
import org.discordbridge.discord.DiscordComponent;

/**
 * Begins with what a start has to wait for as soon as the settings are known, while the routes are being made. Topics and
 * schemas are waited for before the context starts, and keep it from starting if they fail; the rest is done again by whom
 * it fails. Not for a {@link Trial}, which changes nothing.
 */
public final class HeadStart extends MainListenerSupport {
    @Override
    public void afterConfigure(BaseMainSupport main) {
        CamelContext context = main.getCamelContext();
        Registry beans = context.getRegistry();
        Executor beside = task -> context.getExecutorServiceManager()
                .newThread("head start", task)
                .start();
        CompletableFuture.runAsync(
                () -> context.getComponent("discord", DiscordComponent.class).logIn(), beside);
        CompletableFuture<Void> topics = CompletableFuture.runAsync(
                () -> beans.findByType(Topics.class).forEach(each -> each.create(context)), beside);
        topics.thenRunAsync(
                () -> beans.findByType(KafkaStateRepository.class).forEach(KafkaStateRepository::prepare), beside);
        CompletableFuture<Void> schemas = CompletableFuture.runAsync(
                () -> beans.findByType(RegistryAvroDataFormat.class).forEach(each -> each.prepare(context)), beside);
        CompletableFuture.runAsync(() -> beans.findByType(ObjectStore.class).forEach(ObjectStore::prepare), beside);
        context.addLifecycleStrategy(new Wait(List.of(topics, schemas)));
    }

    private static final class Wait extends LifecycleStrategySupport {
        private final List<CompletableFuture<Void>> begun;

        Wait(List<CompletableFuture<Void>> begun) {
            this.begun = begun;
        }

        @Override
        public void onContextInitialized(CamelContext context) {
            try {
                begun.forEach(CompletableFuture::join);
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }

        @Override
        public String toString() {
            return "HeadStart";
        }
    }
}
