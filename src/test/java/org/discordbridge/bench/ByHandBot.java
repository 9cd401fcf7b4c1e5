package org.discordbridge.bench;

import java.io.File;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.sharding.DefaultShardManagerBuilder;
import net.dv8tion.jda.api.utils.Compression;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one would write by hand with JDA and kafka-clients, as well as that goes in a hundred lines: messages to Kafka, and
 * answers from it. Files only if a bucket is named. No other events, no memory of what was done.
 */
public final class ByHandBot extends ListenerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(ByHandBot.class);

    private static final EnumSet<GatewayIntent> INTENTS =
            EnumSet.of(GatewayIntent.GUILD_MESSAGES, GatewayIntent.DIRECT_MESSAGES, GatewayIntent.MESSAGE_CONTENT);

    private final KafkaProducer<String, byte[]> producer;
    private final String topic;
    private final ThreadLocal<ByHandRecords> records;
    private final ByHandFiles files;

    private ByHandBot(
            KafkaProducer<String, byte[]> producer,
            String topic,
            ThreadLocal<ByHandRecords> records,
            ByHandFiles files) {
        this.producer = producer;
        this.topic = topic;
        this.records = records;
        this.files = files;
    }

    public static void main(String[] args) throws Exception {
        Map<String, String> settings = System.getenv();
        ByHandRegistry registry = new ByHandRegistry(settings.get("SCHEMA_REGISTRY_URL"));
        Schema schema = new Schema.Parser().parse(new File(settings.get("SCHEMA")));
        String topic = settings.get("COMMANDS_TOPIC");
        int id = registry.register(topic + "-value", schema);
        // each shard has a thread of its own
        ThreadLocal<ByHandRecords> records = ThreadLocal.withInitial(() -> new ByHandRecords(schema, id));
        // the bridge's settings
        KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        settings.get("KAFKA_BOOTSTRAP_SERVERS"),
                        "acks",
                        "all",
                        "enable.idempotence",
                        "true",
                        "delivery.timeout.ms",
                        Integer.MAX_VALUE),
                new StringSerializer(),
                new ByteArraySerializer());
        Runtime.getRuntime().addShutdownHook(new Thread(producer::close));
        ByHandFiles files = settings.containsKey("BUCKET_NAME") ? new ByHandFiles(settings) : null;
        ByHandBot bot = new ByHandBot(producer, topic, records, files);
        int shards = Integer.parseInt(settings.get("DISCORD_SHARDS"));
        if (shards > 1) {
            // answers are measured with one
            connect(settings, bot, shards);
            return;
        }
        JDA jda = connect(settings, bot);
        jda.awaitReady();
        new ByHandAnswers(jda, registry, settings).run();
    }

    /** As in JDA's own examples, but to the Discord of the bench. */
    public static JDA connect(Map<String, String> settings, ListenerAdapter listener) {
        return JDABuilder.createLight(settings.get("DISCORD_TOKEN"), INTENTS)
                .setCompression(compression(settings))
                .setRestConfig(new RestConfig().setBaseUrl(settings.get("DISCORD_API_URL")))
                .setSessionController(new SessionControllerAdapter() {
                    @Override
                    public String getGateway() {
                        return settings.get("DISCORD_GATEWAY_URL");
                    }
                })
                .addEventListeners(listener)
                .build();
    }

    /** The same over several shards. */
    private static void connect(Map<String, String> settings, ListenerAdapter listener, int shards) {
        var unused = DefaultShardManagerBuilder.createLight(settings.get("DISCORD_TOKEN"), INTENTS)
                .setShardsTotal(shards)
                .setCompression(compression(settings))
                .setRestConfig(new RestConfig().setBaseUrl(settings.get("DISCORD_API_URL")))
                .setSessionController(new ConcurrentSessionController() {
                    @Override
                    public String getGateway() {
                        return settings.get("DISCORD_GATEWAY_URL");
                    }
                })
                .addEventListeners(listener)
                .build();
    }

    private static Compression compression(Map<String, String> settings) {
        return Boolean.parseBoolean(settings.get("DISCORD_COMPRESS")) ? Compression.ZLIB : Compression.NONE;
    }

    @Override
    public void onMessageReceived(MessageReceivedEvent event) {
        if (event.getAuthor().isBot()) {
            return;
        }
        Message message = event.getMessage();
        if (files == null || message.getAttachments().isEmpty()) {
            send(message, List.of());
            return;
        }
        files.store(message).whenComplete((urls, failure) -> {
            if (failure != null) {
                LOG.error("The files of message {} are lost", message.getId(), failure);
            }
            send(message, failure == null ? urls : List.of());
        });
    }

    private void send(Message message, List<String> urls) {
        byte[] value = records.get().write(message, urls);
        producer.send(new ProducerRecord<>(topic, message.getChannelId(), value), (written, failure) -> {
            if (failure != null) {
                LOG.error("Message {} is lost", message.getId(), failure);
            }
        });
    }
}
