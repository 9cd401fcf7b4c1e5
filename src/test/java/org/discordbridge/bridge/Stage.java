package org.discordbridge.bridge;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.simulator.DiscordSimulator;

/**
 * Everything around one bridge: a Discord of its own, and topics and a bucket of its own on shared servers.
 *
 * @param discord the simulator
 * @param kafka the broker
 * @param registry the registry
 * @param s3 the object store
 * @param name what the topics and the bucket of this stage begin with
 */
public record Stage(DiscordSimulator discord, KafkaServer kafka, RegistryServer registry, S3Server s3, String name)
        implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** A stage with a simulator of its own. */
    public static Stage on(KafkaServer kafka, RegistryServer registry, S3Server s3) {
        return on(DiscordSimulator.start(), kafka, registry, s3);
    }

    /** A stage with that simulator, which it closes. */
    public static Stage on(DiscordSimulator discord, KafkaServer kafka, RegistryServer registry, S3Server s3) {
        return new Stage(
                discord,
                kafka,
                registry,
                s3,
                "stage" + NUMBER.incrementAndGet() + "-"
                        + ProcessHandle.current().pid());
    }

    /** A bridge for it, not started. */
    public BridgeProcess bridge(Path directory) {
        return new BridgeProcess(directory)
                .with("DISCORD_TOKEN", discord.token())
                .with("DISCORD_API_URL", discord.apiUrl())
                .with("DISCORD_CDN_HOSTS", discord.cdnHost())
                .with("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers())
                .with("SCHEMA_REGISTRY_URL", registry.url())
                .with("MINIO_URL", s3.url())
                .with("MINIO_ACCESS_KEY", s3.accessKey())
                .with("MINIO_SECRET_KEY", s3.secretKey())
                .with("BUCKET_NAME", bucket())
                .with("COMMANDS_TOPIC", commands())
                .with("RESPONSES_TOPIC", responses())
                .with("EVENTS_TOPIC", events())
                .with("DEAD_LETTERS_TOPIC", deadLetters())
                .with("WATERMARKS_TOPIC", watermarks())
                .with("RESULTS_TOPIC", results())
                .with("LEDGER_TOPIC", ledger())
                .with("SHARDS_TOPIC", shards())
                .with("ALERTS_TOPIC", alerts())
                .with("ACTIVITY_TOPIC", activity())
                .with("STREAMS_HTTP_PORT", String.valueOf(freePort()))
                .with("MODERATION_GROUP", name + "-moderation")
                .with("ASSISTANT_GROUP", name + "-assistant")
                .with("STREAMS_GROUP", name + "-streams")
                .with("ARCHIVE_GROUP", name + "-archive")
                .with("PENDING_FILES_TOPIC", pendingFiles())
                .with("PENDING_FILES_GROUP", name + "-files")
                .with("RESPONSES_GROUP", name + "-responses")
                .with("ECHO_GROUP", name + "-echo")
                .with("HTTP_PORT", String.valueOf(freePort()));
    }

    /** What the bridge publishes to. */
    public String commands() {
        return name + ".commands";
    }

    /** What the bridge posts from. */
    public String responses() {
        return name + ".responses";
    }

    /** Where the bridge tells what else happens. */
    public String events() {
        return name + ".events";
    }

    /** Where the bridge keeps how far it has come. */
    public String watermarks() {
        return name + ".watermarks";
    }

    /** Where the streams tell what their rules say. */
    public String alerts() {
        return name + ".alerts";
    }

    /** Where the streams tell what goes on. */
    public String activity() {
        return name + ".activity";
    }

    /** Where the bridge keeps what is still to be stored. */
    public String pendingFiles() {
        return name + ".pending-files";
    }

    /** Where the bridge puts what it cannot post. */
    public String deadLetters() {
        return name + ".dead-letters";
    }

    /** Where the bridge tells what became of each answer. */
    public String results() {
        return name + ".results";
    }

    /** Where the bridge keeps which answers became which messages. */
    public String ledger() {
        return name + ".ledger";
    }

    /** Where bridges agree who has which shard. */
    public String shards() {
        return name + ".shards";
    }

    /** Where files are. */
    public String bucket() {
        return name;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        discord.close();
    }
}
