package org.discordbridge.bench;

import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.discordbridge.bridge.BridgeProcess;
import org.discordbridge.bridge.RecordLog;
import org.discordbridge.bridge.Stage;
import org.discordbridge.servers.Servers;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.MessageDraft;
import org.discordbridge.simulator.Upload;
import org.discordbridge.simulator.User;

/**
 * Files on their way from the CDN into the bucket, until their records are on Kafka. The rival uploads the same bytes with
 * the MinIO SDK alone: nothing to download, no record, no check.
 */
final class FilesBench {
    private static final int CHANNELS = 10;
    private static final int AT_ONCE = 10;

    private final Servers servers;
    private final int rounds;
    private final Table table;

    FilesBench(Servers servers, Scale scale, Table table) {
        this.servers = servers;
        this.rounds = scale.rounds();
        this.table = table;
    }

    void run() throws Exception {
        Path directory = Files.createTempDirectory("bench");
        try (Stage stage = Stage.on(servers.kafka(), servers.registry(), servers.s3());
                BridgeProcess bridge = stage.bridge(directory).withShippedOptions();
                RecordLog commands = new RecordLog(stage.kafka(), stage.commands());
                MinioClient sdk = MinioClient.builder()
                        .endpoint(stage.s3().url())
                        .credentials(stage.s3().accessKey(), stage.s3().secretKey())
                        .build()) {
            User ada = stage.discord().addUser("Ada");
            var home = stage.discord().addGuild("Home");
            List<Channel> channels = new ArrayList<>();
            for (int i = 0; i < CHANNELS; i++) {
                channels.add(home.addTextChannel("channel-" + i));
            }
            bridge.with("ATTACHMENT_TIMEOUT", "600").start();
            sdk.makeBucket(
                    MakeBucketArgs.builder().bucket(stage.bucket() + "-sdk").build());
            measure("1 KB", 1 << 10, 500, channels, ada, commands, sdk, stage);
            measure("1 MB", 1 << 20, 100, channels, ada, commands, sdk, stage);
            measure("100 MB", 100 << 20, 10, channels, ada, commands, sdk, stage);
            table.add("files, resident memory after it", "MB", new double[] {bridge.residentBytes() / 1e6});
        }
    }

    private void measure(
            String name,
            int size,
            int count,
            List<Channel> channels,
            User ada,
            RecordLog commands,
            MinioClient sdk,
            Stage stage)
            throws Exception {
        double[] bridge = new double[rounds];
        double[] rival = new double[rounds];
        double megabytes = (double) size * count / 1e6;
        // one more, before those that count
        for (int round = -1; round < rounds; round++) {
            Upload upload = Upload.generated("file.bin", null, size);
            double ours = throughBridge(upload, count, channels, ada, commands);
            double theirs = throughSdk(upload, count, sdk, stage.bucket() + "-sdk");
            if (round >= 0) {
                bridge[round] = megabytes / ours;
                rival[round] = megabytes / theirs;
            }
            System.err.printf(Locale.ROOT, "files, %s: bridge %.2f s, SDK alone %.2f s%n", name, ours, theirs);
        }
        table.add("files of " + name + ", " + count + " at once", "MB/s", bridge, "MinIO SDK alone", rival);
    }

    private static double throughBridge(
            Upload upload, int count, List<Channel> channels, User ada, RecordLog commands) {
        int before = commands.read().size();
        long began = System.nanoTime();
        for (int i = 0; i < count; i++) {
            channels.get(i % channels.size())
                    .post(ada, MessageDraft.text("file").attach(upload));
        }
        commands.await(before + count, Duration.ofMinutes(5));
        return (System.nanoTime() - began) / 1e9;
    }

    private static double throughSdk(Upload upload, int count, MinioClient sdk, String bucket) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        long began = System.nanoTime();
        List<Future<?>> uploads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String key = "file-" + i;
            uploads.add(threads.submit(() -> sdk.putObject(
                    PutObjectArgs.builder().bucket(bucket).object(key).stream(new Bytes(upload), upload.size(), -1)
                            .build())));
        }
        for (Future<?> each : uploads) {
            each.get();
        }
        threads.shutdown();
        return (System.nanoTime() - began) / 1e9;
    }

    /** The bytes of an upload as a stream, made as they are read. */
    private static final class Bytes extends InputStream {
        private final Upload upload;
        private long position;

        Bytes(Upload upload) {
            this.upload = upload;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int some = (int) Math.min(length, upload.size() - position);
            if (some <= 0) {
                return length == 0 ? 0 : -1;
            }
            byte[] bytes = new byte[some];
            upload.content().read(position, bytes);
            System.arraycopy(bytes, 0, buffer, offset, some);
            position += some;
            return some;
        }
    }
}
