package org.discordbridge.archive;

import io.minio.PutObjectArgs;
import java.io.ByteArrayInputStream;

/**
 * Puts objects that fit into memory into the bucket. The store shows an object when all of it has arrived. Safe for any
 * number of threads; every call blocks.
 */
public final class WholeObjects {
    private final ObjectStore store;

    public WholeObjects(ObjectStore store) {
        this.store = store;
    }

    /**
     * Stores an object, unless there is one of that key; makes the bucket, if it is missing.
     *
     * @return whether it was stored now
     * @throws FileStoreException if the store does not answer, or refuses it
     */
    public boolean putIfAbsent(String key, String type, byte[] content) {
        store.requireBucket();
        if (store.stat(key).isPresent()) {
            return false;
        }
        store.ask(() -> store.client()
                .putObject(
                        PutObjectArgs.builder()
                                .bucket(store.getBucket())
                                .object(key)
                                .sse(store.sse())
                                .contentType(type)
                                .stream(new ByteArrayInputStream(content), content.length, -1)
                                .build()));
        return true;
    }
}
