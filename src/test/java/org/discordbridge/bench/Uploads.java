package org.discordbridge.bench;

import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.discordbridge.simulator.Upload;

/** The same bytes with the MinIO SDK alone: nothing to download, no record, no check. */
final class Uploads {
    static final int AT_ONCE = 10;

    private final MinioClient store;
    private final String bucket;

    Uploads(MinioClient store, String bucket) {
        this.store = store;
        this.bucket = bucket;
    }

    /** Stores so many files of that size; returns the seconds it took. */
    double move(int count, int size) throws Exception {
        Upload upload = Upload.generated("file.bin", null, size);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            long began = System.nanoTime();
            List<Future<?>> uploads = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String key = "file-" + i;
                uploads.add(threads.submit(() -> store.putObject(
                        PutObjectArgs.builder().bucket(bucket).object(key).stream(new Bytes(upload), size, -1)
                                .build())));
            }
            for (Future<?> each : uploads) {
                each.get();
            }
            return (System.nanoTime() - began) / 1e9;
        } finally {
            threads.shutdown();
        }
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
