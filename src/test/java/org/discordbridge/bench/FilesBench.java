package org.discordbridge.bench;

import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import java.util.LinkedHashMap;
import java.util.Map;

/** Files on their way from the CDN into the bucket, until their records are on Kafka. */
final class FilesBench {
    private static final int CHANNELS = 10;
    private static final String UPLOADS_ONLY = "MinIO SDK alone";

    private final Arena arena;
    private final Scale scale;
    private final Table table;

    FilesBench(Arena arena, Scale scale, Table table) {
        this.arena = arena;
        this.scale = scale;
        this.table = table;
    }

    void run() throws Exception {
        MinioClient store = MinioClient.builder()
                .endpoint(arena.servers.s3().url())
                .credentials(arena.servers.s3().accessKey(), arena.servers.s3().secretKey())
                .build();
        for (String bucket : new String[] {"by-hand", "uploads"}) {
            store.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
        }
        try (Bot bridge = arena.bridge(
                        arena.load.add(1, CHANNELS), true, process -> process.with("ATTACHMENT_TIMEOUT", "600"));
                Bot hand = arena.handWithFiles(arena.load.add(1, CHANNELS), "by-hand")) {
            Map<String, Bot> bots = new LinkedHashMap<>();
            bots.put("bridge", bridge);
            bots.put("by hand", hand);
            bots.values().forEach(arena::awaitReady);
            bots.put(UPLOADS_ONLY, null);
            Uploads uploads = new Uploads(store, "uploads");
            measure("1 KB", 1 << 10, 500, scale.warm(), bots, uploads);
            measure("1 MB", 1 << 20, 100, Math.min(2, scale.warm()), bots, uploads);
            measure("100 MB", 100 << 20, 4, Math.min(1, scale.warm()), bots, uploads);
        }
        table.note("files: in " + CHANNELS + " channels, and " + Uploads.AT_ONCE
                + " at a time; by hand checks nothing, and " + UPLOADS_ONLY + " downloads nothing either");
    }

    private void measure(String name, int size, int count, int warm, Map<String, Bot> bots, Uploads uploads)
            throws Exception {
        String what = "files of " + name + ", " + count + " at once";
        boolean small = size < 1e5;
        String unit = small ? "files/s" : "MB/s";
        double amount = small ? count : (double) size * count / 1e6;
        Map<String, Result> results = new Rounds(scale, table).of(what, warm, bots, (bot, result) -> {
            if (bot == null) {
                result.add(unit, amount / uploads.move(count, size));
                return;
            }
            double cpu = bot.meter().cpuSeconds();
            result.add(unit, amount / arena.files(bot, count, size));
            result.add("CPU ms a file", (bot.meter().cpuSeconds() - cpu) * 1e3 / count);
            result.add("resident MB", bot.meter().residentMegabytes());
        });
        Result bridge = results.get("bridge");
        bridge.tell(table, what, "by hand", results.get("by hand"));
        bridge.tell(table, what, UPLOADS_ONLY, results.get(UPLOADS_ONLY));
    }
}
