package org.discordbridge.discord.session.rest;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import net.dv8tion.jda.api.utils.data.DataObject;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.discordbridge.discord.session.UnreadableFileException;

/** Makes bodies of requests: JSON, or JSON and files (Discord docs, Reference > Uploading Files). */
public final class Multipart {
    private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
    private static final MediaType BYTES = MediaType.get("application/octet-stream");
    private static final int BUFFER = 16 * 1024;

    private Multipart() {}

    /** Makes a body; without files it is JSON alone. */
    public static RequestBody of(DataObject payload, List<Upload> files) {
        RequestBody json = RequestBody.create(payload.toJson(), JSON);
        if (files.isEmpty()) {
            return json;
        }
        MultipartBody.Builder body =
                new MultipartBody.Builder().setType(MultipartBody.FORM).addFormDataPart("payload_json", null, json);
        for (int i = 0; i < files.size(); i++) {
            Upload file = files.get(i);
            body.addFormDataPart("files[" + i + "]", file.name(), new FileBody(file));
        }
        return body.build();
    }

    /** Makes a body of JSON that is written already. */
    public static RequestBody json(byte[] json) {
        return RequestBody.create(json, JSON);
    }

    /** Streams a file, from its beginning each time that JDA or OkHttp sends the request. */
    private static final class FileBody extends RequestBody {
        private final Upload file;
        private final MediaType type;

        FileBody(Upload file) {
            this.file = file;
            MediaType known = file.contentType() == null ? null : MediaType.parse(file.contentType());
            this.type = known == null ? BYTES : known;
        }

        @Override
        public MediaType contentType() {
            return type;
        }

        @Override
        public long contentLength() {
            return file.size();
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            long total = 0;
            byte[] buffer = new byte[BUFFER];
            try (InputStream in = opened()) {
                int count = read(in, buffer);
                while (count >= 0) {
                    total += count;
                    requireSize(total <= file.size(), "at least " + total);
                    sink.write(buffer, 0, count);
                    count = read(in, buffer);
                }
            }
            requireSize(total == file.size(), String.valueOf(total));
        }

        private InputStream opened() throws IOException {
            try {
                return file.content().open();
            } catch (IOException | RuntimeException e) {
                throw new UnreadableFileException(file.name(), e);
            }
        }

        private int read(InputStream in, byte[] buffer) throws IOException {
            try {
                return in.read(buffer);
            } catch (IOException | RuntimeException e) {
                throw new UnreadableFileException(file.name(), e);
            }
        }

        private void requireSize(boolean fits, String found) throws UnreadableFileException {
            if (file.size() >= 0 && !fits) {
                throw new UnreadableFileException(
                        file.name(), "it has " + found + " bytes, and " + file.size() + " were announced");
            }
        }
    }
}
