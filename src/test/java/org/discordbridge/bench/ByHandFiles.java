package org.discordbridge.bench;

import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.dv8tion.jda.api.entities.Message;

/** Copies files from the CDN into the bucket, of ten messages at a time. Checks nothing, and tries nothing again. */
final class ByHandFiles {
    private static final int AT_ONCE = 10;

    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final MinioClient store;
    private final String url;
    private final String bucket;

    ByHandFiles(Map<String, String> settings) {
        url = settings.get("MINIO_URL");
        bucket = settings.get("BUCKET_NAME");
        store = MinioClient.builder()
                .endpoint(url)
                .credentials(settings.get("MINIO_ACCESS_KEY"), settings.get("MINIO_SECRET_KEY"))
                .build();
    }

    /** Their addresses, once they are stored. */
    CompletableFuture<List<String>> store(Message message) {
        return CompletableFuture.supplyAsync(
                () -> message.getAttachments().stream().map(this::store).toList(), threads);
    }

    private String store(Message.Attachment file) {
        String key = file.getId() + "/" + file.getFileName();
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(file.getUrl())).build();
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream bytes = response.body()) {
                if (response.statusCode() != 200) {
                    throw new IOException("The CDN answered " + response.statusCode() + " for " + key);
                }
                store.putObject(PutObjectArgs.builder().bucket(bucket).object(key).stream(bytes, file.getSize(), -1)
                        .build());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        } catch (Exception e) {
            throw new CompletionException(e);
        }
        return url + "/" + bucket + "/" + key;
    }
}
