package org.discordbridge.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.spi.OnCamelContextStarting;
import org.discordbridge.archive.FileCounts;
import org.discordbridge.archive.ObjectStore;
import org.discordbridge.archive.topic.ArchiveCounts;
import org.discordbridge.archive.topic.TopicArchive;
import org.discordbridge.delivery.Acknowledged;
import org.discordbridge.delivery.AnswerResults;
import org.discordbridge.delivery.AnswerRetries;
import org.discordbridge.delivery.Topics;
import org.discordbridge.delivery.WatchedClientFactory;
import org.discordbridge.discord.DiscordComponent;
import org.discordbridge.discord.session.life.SessionFigures;
import org.discordbridge.event.FileStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the metrics of the bridge's work. Numbers that are counted elsewhere are read only when somebody asks for the
 * metrics.
 */
public final class BridgeMetrics implements OnCamelContextStarting, ReadyListener {
    private static final Logger LOG = LoggerFactory.getLogger(BridgeMetrics.class);
    private static final String[] CLASSES = {"none", "1xx", "2xx", "3xx", "4xx", "5xx"};
    private static final double MILLIS = 1000.0;

    private MeterRegistry registry;

    /** Makes the meters before routes start. */
    @Override
    public void onContextStarting(CamelContext context) {
        registry = registryOf(context);
        if (registry == null) {
            LOG.debug("There is no registry of metrics");
            return;
        }
        listen(context);
        DiscordComponent discord = context.getComponent("discord", DiscordComponent.class);
        discord.observe(new EventMetrics(registry));
        published(context);
        beans(context, AnswerResults.class).forEach(this::answers);
        beans(context, AnswerRetries.class)
                .forEach(retries -> counter(
                        "discord_answer_retries", "Answers that were tried again", retries, AnswerRetries::count));
        beans(context, ObjectStore.class).forEach(this::files);
        beans(context, TopicArchive.class).forEach(archive -> archive(archive.counts()));
    }

    static MeterRegistry registryOf(CamelContext context) {
        return beans(context, MeterRegistry.class).stream().findFirst().orElse(null);
    }

    private static <T> Set<T> beans(CamelContext context, Class<T> type) {
        return context.getRegistry().findByType(type);
    }

    private <T> void counter(String name, String description, T of, ToDoubleFunction<T> value, String... tags) {
        FunctionCounter.builder(name, of, value)
                .description(description)
                .tags(tags)
                .register(registry);
    }

    private <T> void gauge(String name, String description, T of, ToDoubleFunction<T> value, String... tags) {
        Gauge.builder(name, of, value).description(description).tags(tags).register(registry);
    }

    private void published(CamelContext context) {
        if (!(context.getComponent("kafka", KafkaComponent.class).getKafkaClientFactory()
                instanceof WatchedClientFactory factory)) {
            return;
        }
        Acknowledged acknowledged = factory.acknowledged();
        gauge(
                "discord_kafka_stalled_seconds",
                "For how long Kafka has acknowledged nothing though records wait; 0 if it does or none wait",
                acknowledged,
                asked -> asked.nothingFor().toMillis() / MILLIS);
        beans(context, Topics.class).stream()
                .flatMap(topics -> topics.all().stream())
                .forEach(topic -> counter(
                        "discord_published",
                        "Records that Kafka has acknowledged",
                        acknowledged.of(topic),
                        LongAdder::sum,
                        "topic",
                        topic));
    }

    private void answers(AnswerResults results) {
        results.counts()
                .forEach((status, count) -> counter(
                        "discord_answers",
                        "Records of the responses topic whose fate is known",
                        count,
                        LongAdder::sum,
                        "status",
                        status));
        Timer age = Timer.builder("discord_answer")
                .description("From the writing of an answer's record to its being posted")
                .serviceLevelObjectives(EventMetrics.BUCKETS)
                .register(registry);
        results.onPosted(millis -> age.record(Math.max(0, millis), TimeUnit.MILLISECONDS));
    }

    private void archive(ArchiveCounts counts) {
        counter("discord_archived_records", "Records in the archive, of whole pieces", counts, ArchiveCounts::records);
        counter("discord_archived_files", "Files of the archive that were stored", counts, ArchiveCounts::files);
        counter("discord_archived_bytes", "Size of these files", counts, ArchiveCounts::bytes);
        gauge(
                "discord_archive_waiting",
                "1 while nothing can be archived, since the store, the registry or Kafka is away",
                counts,
                asked -> asked.problem() == null ? 0 : 1);
    }

    private void files(ObjectStore store) {
        for (FileStatus status :
                List.of(FileStatus.STORED, FileStatus.PENDING, FileStatus.REJECTED, FileStatus.FAILED)) {
            counter(
                    "discord_files",
                    "Files, by what was told of them: one that is stored later is PENDING first",
                    store.counts(),
                    counts -> counts.files(status),
                    "status",
                    status.name());
        }
        counter("discord_file_bytes", "Bytes of files that were stored", store.counts(), FileCounts::bytes);
        gauge(
                "discord_store_away_seconds",
                "For how long the store has been away; 0 if it is not, as far as is known",
                store,
                asked -> asked.awayFor().toMillis() / MILLIS);
    }

    @Override
    public void ready(CamelContext context) {
        DiscordComponent discord = context.getComponent("discord", DiscordComponent.class);
        for (int i = 0; i < discord.figures().size(); i++) {
            session(discord, i);
        }
        new ShardMetrics(registry, discord).begin(context);
    }

    private void session(DiscordComponent discord, int index) {
        String session = String.valueOf(index + 1);
        for (int digit = 0; digit < CLASSES.length; digit++) {
            int answered = digit;
            counter(
                    "discord_rest_requests",
                    "Requests to Discord's REST API, by how it answered",
                    discord,
                    of(index, one -> one.requests()[answered]),
                    "session",
                    session,
                    "status",
                    CLASSES[digit]);
        }
        counter(
                "discord_rate_limited",
                "Requests that Discord answered with 429",
                discord,
                of(index, SessionFigures::rateLimited),
                "session",
                session);
        gauge(
                "discord_guilds_unavailable",
                "Guilds of which nothing comes, because of an outage at Discord's",
                discord,
                of(index, SessionFigures::unavailableGuilds),
                "session",
                session);
        gauge(
                "discord_refused_requests",
                "Requests within ten minutes that count towards a ban of this address",
                discord,
                of(index, SessionFigures::refused),
                "session",
                session);
        gauge(
                "discord_requests_held_back",
                "Whether requests are held back so that Discord does not ban this address",
                discord,
                of(index, one -> one.heldBack() ? 1 : 0),
                "session",
                session);
    }

    private static ToDoubleFunction<DiscordComponent> of(int index, ToDoubleFunction<SessionFigures> value) {
        return discord -> {
            List<SessionFigures> all = discord.figures();
            return index < all.size() ? value.applyAsDouble(all.get(index)) : Double.NaN;
        };
    }
}
