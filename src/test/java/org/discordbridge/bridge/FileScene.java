package org.discordbridge.bridge;

import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.messages.Item;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.MessageDraft;
import org.discordbridge.simulator.Upload;
import org.discordbridge.simulator.User;

/** A bridge and what becomes of files: one guild with one channel, the records, the events, and the bucket. */
final class FileScene implements AutoCloseable {
    private final Stage stage;
    private final BridgeProcess bridge;
    private final RecordLog commands;
    private final RecordLog events;
    private final RecordLog pending;
    private final Wire wire;
    private final User ada;
    private final Guild home;
    private final Channel general;

    FileScene(KafkaServer kafka, RegistryServer registry, S3Server s3, Path directory) {
        stage = Stage.on(kafka, registry, s3);
        bridge = stage.bridge(directory);
        commands = new RecordLog(kafka, stage.commands());
        events = new RecordLog(kafka, stage.events());
        pending = new RecordLog(kafka, stage.pendingFiles());
        wire = new Wire(registry);
        ada = stage.discord().addUser("Ada");
        home = stage.discord().addGuild("Home");
        general = home.addTextChannel("general");
    }

    FileScene with(String setting, String value) {
        bridge.with(setting, value);
        return this;
    }

    FileScene start() {
        bridge.start();
        return this;
    }

    Stage stage() {
        return stage;
    }

    BridgeProcess bridge() {
        return bridge;
    }

    DiscordSimulator discord() {
        return stage.discord();
    }

    Guild home() {
        return home;
    }

    Channel general() {
        return general;
    }

    User ada() {
        return ada;
    }

    /** Ada posts files in #general. */
    Message post(String text, Upload... files) {
        return post(general, text, files);
    }

    Message post(Channel channel, String text, Upload... files) {
        MessageDraft draft = MessageDraft.text(text);
        for (Upload file : files) {
            draft = draft.attach(file);
        }
        return channel.post(ada, draft);
    }

    /** The record of that message, once it is published. */
    GenericRecord record(Message message) {
        return wire.read(commands.await(record -> message.id()
                        == Long.parseLong(
                                String.valueOf(wire.read(record.value()).get("message_id"))))
                .value());
    }

    /** The first file of that message's record. */
    GenericRecord file(Message message) {
        return files(message).get(0);
    }

    @SuppressWarnings("unchecked")
    List<GenericRecord> files(Message message) {
        return (List<GenericRecord>) record(message).get("files");
    }

    /** The event about a file of that message, once there is one. */
    GenericRecord event(Message message) {
        return wire.read(eventRecord(message).value());
    }

    ConsumerRecord<byte[], byte[]> eventRecord(Message message) {
        return events.await(record -> {
            GenericRecord event = wire.read(record.value());
            return event.get("event").toString().startsWith("file-")
                    && String.valueOf(message.id()).equals(String.valueOf(event.get("message_id")));
        });
    }

    RecordLog commands() {
        return commands;
    }

    RecordLog events() {
        return events;
    }

    RecordLog pending() {
        return pending;
    }

    Wire wire() {
        return wire;
    }

    MinioClient s3() {
        return MinioClient.builder()
                .endpoint(stage.s3().url())
                .credentials(stage.s3().accessKey(), stage.s3().secretKey())
                .build();
    }

    byte[] object(String key) throws Exception {
        try (MinioClient client = s3();
                GetObjectResponse object = client.getObject(GetObjectArgs.builder()
                        .bucket(stage.bucket())
                        .object(key)
                        .build())) {
            return object.readAllBytes();
        }
    }

    StatObjectResponse stat(String key) throws Exception {
        try (MinioClient client = s3()) {
            return client.statObject(
                    StatObjectArgs.builder().bucket(stage.bucket()).object(key).build());
        }
    }

    /** Keys of everything that the bucket shows. */
    List<String> objects() throws Exception {
        List<String> keys = new java.util.ArrayList<>();
        try (MinioClient client = s3()) {
            for (Result<Item> item : client.listObjects(ListObjectsArgs.builder()
                    .bucket(stage.bucket())
                    .recursive(true)
                    .build())) {
                keys.add(item.get().objectName());
            }
        }
        return keys;
    }

    /** Keys of that message's files that the bucket shows. */
    List<String> objectsOf(Message message) throws Exception {
        return objects().stream()
                .filter(key -> key.contains("/" + message.id() + "/"))
                .toList();
    }

    /** Where the n-th file of that message belongs. */
    static String keyOf(Message message, int index) {
        var file = message.attachments().get(index);
        return message.channel()
                        .guild()
                        .map(guild -> String.valueOf(guild.id()))
                        .orElse("dm") + "/" + message.channel().id() + "/" + message.id() + "/" + file.id() + "/"
                + file.filename();
    }

    static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Override
    public void close() {
        bridge.close();
        commands.close();
        events.close();
        pending.close();
        stage.close();
    }
}
