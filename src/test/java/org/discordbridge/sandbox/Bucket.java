package org.discordbridge.sandbox;

import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.MinioClient;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.errors.MinioException;
import io.minio.http.Method;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import org.discordbridge.servers.S3Server;

/** The bucket as others see it. */
final class Bucket {
    private final MinioClient client;
    private final String name;

    /**
     * What an object is, without its bytes.
     *
     * @param link an address that anybody may read it at for an hour
     */
    record Stored(long size, String type, String link) {}

    /** One object, read back. */
    record Content(String key, String type, byte[] bytes) {}

    Bucket(S3Server s3, String name, String region) {
        MinioClient.Builder builder =
                MinioClient.builder().endpoint(s3.url()).credentials(s3.accessKey(), s3.secretKey());
        this.client = (region.isEmpty() ? builder : builder.region(region)).build();
        this.name = name;
    }

    String name() {
        return name;
    }

    /** Looks at an object. */
    Stored look(String key) {
        try {
            StatObjectResponse stat = client.statObject(
                    StatObjectArgs.builder().bucket(name).object(key).build());
            String link = client.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                    .method(Method.GET)
                    .bucket(name)
                    .object(key)
                    .expiry(1, TimeUnit.HOURS)
                    .build());
            return new Stored(stat.size(), stat.contentType(), link);
        } catch (MinioException | IOException | GeneralSecurityException e) {
            throw new IllegalStateException("Object " + key + " cannot be seen in bucket " + name + ": " + e, e);
        }
    }

    /** Reads an object, all of it. */
    Content read(String key) {
        try {
            StatObjectResponse stat = client.statObject(
                    StatObjectArgs.builder().bucket(name).object(key).build());
            try (GetObjectResponse object = client.getObject(
                    GetObjectArgs.builder().bucket(name).object(key).build())) {
                return new Content(key, stat.contentType(), object.readAllBytes());
            }
        } catch (MinioException | IOException | GeneralSecurityException e) {
            throw new IllegalStateException("Object " + key + " cannot be read from bucket " + name + ": " + e, e);
        }
    }
}
