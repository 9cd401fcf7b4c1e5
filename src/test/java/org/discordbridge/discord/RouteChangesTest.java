package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RedeliveryPolicyDefinition;
import org.awaitility.Awaitility;
import org.discordbridge.event.DiscordEvent;
import org.discordbridge.event.EventType;
import org.discordbridge.event.SampleEvents;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.User;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** Routes come, change and go while people write. */
@Simulated
@Isolated("looks at loggers that other classes use")
@Timeout(120)
class RouteChangesTest {
    DiscordSimulator discord;

    @Test
    void loseAndDoubleNothingAndDoNotReconnect() throws Exception {
        Channel general = discord.addGuild("Home").addTextChannel("general");
        User ada = discord.addUser("Ada");
        ExecutorService people = Executors.newSingleThreadExecutor();
        try (ComponentStage stage = new ComponentStage(discord)
                .route("discord:message-created", "edited")
                .route("discord:message-*", "witness")
                .start()) {
            AtomicBoolean enough = new AtomicBoolean();
            AtomicInteger written = new AtomicInteger();
            Future<?> writing = people.submit(() -> {
                while (!enough.get()) {
                    Awaitility.await()
                            .pollInterval(Duration.ofMillis(1))
                            .until(() -> written.get() * 2 < stage.out.getReceivedCounter() + 500);
                    general.post(ada, "%05d".formatted(written.getAndIncrement()))
                            .delete();
                }
            });
            List<String> versions = List.of(
                    "discord:message-created,message-deleted",
                    "discord:message-created,message-edited",
                    "discord:message-*",
                    "discord:message-created?includeRaw=true");
            for (String version : versions) {
                stage.await(stage.events().size() + 100);
                // as a reload does
                stage.context.getRouteController().stopRoute("edited");
                stage.context.removeRoute("edited");
                stage.route(version, "edited");
                stage.route("discord:reaction-added", "passing-" + versions.indexOf(version));
            }
            stage.await(stage.events().size() + 100);
            enough.set(true);
            writing.get();
            Awaitility.await()
                    .atMost(ComponentStage.SOON)
                    .untilAsserted(() -> assertThat(created(stage, "edited"))
                            .hasSameSizeAs(created(stage, "witness"))
                            .hasSize(written.get()));

            assertThat(created(stage, "edited"))
                    .containsExactlyElementsOf(IntStream.range(0, written.get())
                            .mapToObj("%05d"::formatted)
                            .toList());
            assertThat(discord.gateway().identifies()).isEqualTo(1);
            assertThat(discord.connections()).hasSize(1);
        } finally {
            people.shutdownNow();
        }
    }

    @Test
    void forgetARouteThatDoesNotComeBack() throws Exception {
        Channel general = discord.addGuild("Home").addTextChannel("general");
        User ada = discord.addUser("Ada");
        try (ComponentStage stage = new ComponentStage(discord)
                        .route("discord:message-created", "gone")
                        .route("discord:message-created?bots=true", "witness")
                        .start();
                CapturedLog log = CapturedLog.warningsOf(EventIntake.class)) {
            SessionHolder session = stage.context
                    .getComponent("discord", DiscordComponent.class)
                    .sessions()
                    .all()
                    .iterator()
                    .next();
            assertThat(session.intakes()).extracting(EventIntake::routeId).containsExactlyInAnyOrder("gone", "witness");
            stage.context.getRouteController().stopRoute("gone");
            general.post(ada, "waits in vain");
            stage.await(1);
            assertThat(session.intakes()).hasSize(2);

            stage.context.removeRoute("gone");
            general.post(ada, "waits in vain too");
            stage.await(2);
            session.intakes().forEach(intake -> intake.expire());
            general.post(ada, "waits for nobody");
            stage.await(3);

            assertThat(session.intakes()).extracting(EventIntake::routeId).containsExactly("witness");
            assertThat(log.messages("Route gone"))
                    .containsExactly("Route gone was removed; 2 events that waited for it are dropped");
            stage.route("discord:message-created", "gone");
            general.post(ada, "is back");
            stage.await(5);
            assertThat(created(stage, "gone")).containsExactly("is back");
        }
    }

    /** What a lane has begun with just when its route is stopped must not meet a stopped route. */
    @Test
    void takeNothingWhenTheyAreStopped() throws Exception {
        try (ComponentStage stage = new ComponentStage(discord)
                .route("discord:message-created", "stopped")
                .start()) {
            DiscordConsumer consumer =
                    (DiscordConsumer) stage.context.getRoute("stopped").getConsumer();
            AtomicInteger next = new AtomicInteger();
            assertThat(consumer.handOver(
                            new Delivery(SampleEvents.message(), null, next::incrementAndGet, () -> {}, null)))
                    .isTrue();
            stage.context.getRouteController().stopRoute("stopped");
            assertThat(consumer.handOver(
                            new Delivery(SampleEvents.message(), null, next::incrementAndGet, () -> {}, null)))
                    .isFalse();

            assertThat(next).hasValue(1);
            assertThat(stage.events()).hasSize(1);
            assertThat(consumer.getPendingExchangesSize()).isZero();
        }
    }

    /** As it is while Kafka is away: what is tried again and again ends with its route, and the next one takes it. */
    @Test
    void goOnWithWhatAStopHasCutOff() throws Exception {
        Channel general = discord.addGuild("Home").addTextChannel("general");
        User ada = discord.addUser("Ada");
        AtomicInteger tries = new AtomicInteger();
        try (ComponentStage stage = new ComponentStage(discord);
                CapturedLog log = CapturedLog.warningsOf(DiscordConsumer.class)) {
            stage.context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    onException(IllegalStateException.class)
                            .setRedeliveryPolicyType(new RedeliveryPolicyDefinition()
                                    .maximumRedeliveries(-1)
                                    .redeliveryDelay(10)
                                    .allowRedeliveryWhileStopping(false));
                    from("discord:message-created").routeId("edited").process(exchange -> {
                        tries.incrementAndGet();
                        throw new IllegalStateException("away");
                    });
                }
            });
            stage.start();
            general.post(ada, "cut off");
            general.post(ada, "behind it");
            Awaitility.await().atMost(ComponentStage.SOON).until(() -> tries.get() > 3);

            stage.context.getRouteController().stopRoute("edited");
            stage.context.removeRoute("edited");
            stage.route("discord:message-created", "edited");
            stage.await(2);

            assertThat(created(stage, "edited")).containsExactlyInAnyOrder("cut off", "behind it");
            assertThat(log.messages()).isEmpty();
        }
    }

    private static List<String> created(ComponentStage stage, String route) {
        return stage.out.getExchanges().stream()
                .filter(exchange -> route.equals(exchange.getFromRouteId()))
                .map(exchange -> (DiscordEvent) exchange.getMessage().getBody())
                .filter(event -> event.type() == EventType.MESSAGE_CREATED)
                .map(DiscordEvent::content)
                .toList();
    }
}
