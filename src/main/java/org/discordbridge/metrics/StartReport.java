package org.discordbridge.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.Search;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.spi.OnCamelContextStarting;
import org.apache.camel.spi.OnCamelContextStopped;
import org.apache.camel.spi.OnCamelContextStopping;
import org.discordbridge.archive.ObjectStore;
import org.discordbridge.avro.RegistryAvroDataFormat;
import org.discordbridge.avro.SchemaRegistry;
import org.discordbridge.delivery.Topics;
import org.discordbridge.discord.DiscordComponent;
import org.discordbridge.discord.session.life.SessionFigures;
import org.discordbridge.discord.sharing.Member;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs what the bridge is connected to when it is ready, and at its end what it has done. In text, the first is several
 * lines, one for each part; in a log with fields, it is one line.
 */
public final class StartReport
        implements OnCamelContextStarting, OnCamelContextStopping, OnCamelContextStopped, ReadyListener {
    private static final Logger LOG = LoggerFactory.getLogger("bridge");
    private static final String ROW = "  %-9s %s";

    private String http = "";
    private String deadLetters = "";
    private boolean text = true;
    private volatile boolean told;
    private long begun;
    private long gaps;

    /** Sets the host and port of health and metrics. */
    public void setHttp(String http) {
        this.http = http;
    }

    /** Sets the topic of dead letters. */
    public void setDeadLetters(String topic) {
        this.deadLetters = topic;
    }

    /** Sets the format of the log: {@code text} for people, else with fields. */
    public void setFormat(String format) {
        this.text = "text".equals(format);
    }

    @Override
    public void onContextStarting(CamelContext context) {
        listen(context);
    }

    @Override
    public void ready(CamelContext context) {
        told = true;
        begun = System.nanoTime();
        Map<String, String> rows = rows(context);
        if (text) {
            LOG.info("The bridge is ready");
            rows.forEach((name, value) -> LOG.info(String.format(ROW, name, value)));
        } else {
            tell("The bridge is ready", rows);
        }
    }

    private Map<String, String> rows(CamelContext context) {
        Map<String, String> rows = new LinkedHashMap<>();
        DiscordComponent discord = context.getComponent("discord", DiscordComponent.class);
        TreeSet<String> intents = new TreeSet<>();
        List<String> bots = new ArrayList<>();
        for (SessionFigures session : discord.figures()) {
            bots.add("bot " + session.botName() + " in " + session.guilds() + " guilds, "
                    + (session.status().isStandby()
                            ? "standing by"
                            : session.status().shard()));
            intents.addAll(session.status().intents());
        }
        rows.put(
                "discord",
                plain(discord.getConfiguration().getApiUrl()) + ", "
                        + (bots.isEmpty() ? "no route uses it" : String.join("; ", bots)));
        rows.put("intents", String.join(", ", intents));
        discord.memberships().stream()
                .filter(membership -> membership.processes() > 1)
                .forEach(membership -> rows.put(
                        "bridges",
                        membership.processes() + ", which share the shards; this one has "
                                + membership.members().stream()
                                        .filter(Member::isSelf)
                                        .mapToInt(member -> member.shards().size())
                                        .sum()));
        rows.put(
                "kafka",
                context.getComponent("kafka", KafkaComponent.class)
                                .getConfiguration()
                                .getBrokers() + ", topics "
                        + String.join(
                                ", ",
                                beans(context, Topics.class).stream()
                                        .flatMap(topics -> topics.all().stream())
                                        .toList()));
        beans(context, SchemaRegistry.class)
                .forEach(registry -> rows.put(
                        "registry",
                        plain(registry.getUrl()) + ", "
                                + beans(context, RegistryAvroDataFormat.class).size() + " schemas"));
        beans(context, ObjectStore.class)
                .forEach(store -> rows.put(
                        "bucket",
                        store.getBucket() + " at " + plain(store.getUrl())
                                + (store.awayFor().isZero() ? "" : ", which does not take files now")));
        rows.put(
                "routes",
                String.join(
                        ", ",
                        new TreeSet<>(context.getRoutes().stream()
                                .map(Route::getRouteId)
                                .toList())));
        rows.put("http", "http://" + http + "/observe/health, /observe/metrics, /observe/info");
        return rows;
    }

    /** Removes passwords and parameters from an address. */
    private static String plain(String address) {
        return address.replaceAll("://[^/@]*@", "://").replaceAll("\\?.*", "");
    }

    private static <T> java.util.Set<T> beans(CamelContext context, Class<T> type) {
        return context.getRegistry().findByType(type);
    }

    /** Reads the gaps while it is still known which channels have them. */
    @Override
    public void onContextStopping(CamelContext context) {
        gaps = context.getComponent("discord", DiscordComponent.class).gaps().open();
    }

    /** Logs the result when all work is done or given back. */
    @Override
    public void onContextStopped(CamelContext context) {
        MeterRegistry registry = BridgeMetrics.registryOf(context);
        if (!told || registry == null) {
            return;
        }
        told = false;
        Map<String, Object> totals = new LinkedHashMap<>();
        totals.put("uptime_seconds", (System.nanoTime() - begun) / 1_000_000_000);
        totals.put(
                "messages",
                registry.find("discord_events").tag("event", "message-created").counters().stream()
                        .mapToLong(counter -> (long) counter.count())
                        .sum());
        totals.put("published", count(registry.find("discord_published")));
        totals.put("answers", count(registry.find("discord_answers").tag("status", "POSTED")));
        totals.put("dead_letters", count(registry.find("discord_published").tag("topic", deadLetters)));
        totals.put("files", count(registry.find("discord_files").tag("status", "STORED")));
        totals.put("bytes", count(registry.find("discord_file_bytes")));
        totals.put("gaps", gaps);
        if (text) {
            LOG.info(
                    "The bridge has ended after {} s: {} messages came in, {} records were published, {} answers posted,"
                            + " {} dead letters kept, {} files of {} bytes stored; {} channels have gaps",
                    totals.values().toArray());
        } else {
            tell("The bridge has ended", totals);
        }
    }

    private static long count(Search found) {
        return found.functionCounters().stream()
                .mapToLong(counter -> (long) counter.count())
                .sum();
    }

    private static void tell(String what, Map<String, ?> fields) {
        LoggingEventBuilder line = LOG.atInfo();
        for (Map.Entry<String, ?> field : fields.entrySet()) {
            line = line.addKeyValue(field.getKey(), field.getValue());
        }
        line.log(what);
    }
}
