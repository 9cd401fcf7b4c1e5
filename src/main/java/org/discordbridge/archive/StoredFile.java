package org.discordbridge.archive;

import jakarta.activation.DataSource;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Offers an object of the bucket as an attachment: opens a new stream of it each time it is asked for one, so that it
 * can be sent again.
 */
record StoredFile(ObjectStore store, String key, String type) implements DataSource {
    @Override
    public InputStream getInputStream() {
        return store.open(key);
    }

    @Override
    public OutputStream getOutputStream() {
        throw new UnsupportedOperationException("Objects of the bucket are only read here");
    }

    @Override
    public String getContentType() {
        return type == null ? "application/octet-stream" : type;
    }

    @Override
    public String getName() {
        return key.substring(key.lastIndexOf('/') + 1);
    }
}
