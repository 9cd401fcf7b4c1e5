package org.discordbridge.archive;

import io.minio.StatObjectResponse;
import jakarta.activation.DataHandler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.attachment.DefaultAttachment;

/**
 * Attaches the files that an answer names in its field {@code attachments}: objects of the bridge's own bucket, by
 * address or key. They become attachments of the Camel message, which {@code discord:} uploads; files that are too
 * large for Discord become signed links below the text. Nothing else is ever read: an answer comes from outside.
 */
public final class AnswerFiles {
    private ObjectStore store;
    private long limit;

    public void setStore(ObjectStore store) {
        this.store = store;
    }

    /** Sets the largest file that Discord takes, such as {@code 10MB}. */
    public void setLimit(String size) {
        limit = ByteSize.parse(size);
    }

    /**
     * Returns the answer; its files are attached to the message, or linked below the text. Blocks while the store is
     * asked.
     *
     * @throws FileRefusedException if it names something that is not in the bucket
     * @throws FileStoreException if the store cannot be asked
     */
    public Map<String, Object> attach(@Body Map<String, Object> answer, Exchange exchange) {
        AttachmentMessage message = exchange.getMessage(AttachmentMessage.class);
        // they are of an earlier attempt
        message.clearAttachments();
        List<String> links = new ArrayList<>();
        if (answer.get("attachments") instanceof List<?> names) {
            for (Object name : names) {
                attach(String.valueOf(name), message, links);
            }
        }
        Map<String, Object> rest = new LinkedHashMap<>(answer);
        rest.put("attachments", List.of());
        rest.put(
                "content",
                Stream.concat(Stream.of(Objects.toString(answer.get("content"), "")), links.stream())
                        .filter(line -> !line.isEmpty())
                        .collect(Collectors.joining("\n")));
        return rest;
    }

    private void attach(String name, AttachmentMessage message, List<String> links) {
        String key = store.keyOf(name)
                .orElseThrow(() -> new FileRefusedException("attachment " + shortened(name) + " is not in bucket "
                        + store.getBucket() + ", and nothing else is posted"));
        StatObjectResponse found = store.stat(key)
                .orElseThrow(() -> new FileRefusedException("attachment " + shortened(name) + " is not there: bucket "
                        + store.getBucket() + " has no such object"));
        if (found.size() > limit) {
            links.add(store.signedAddressOf(key));
            return;
        }
        DefaultAttachment attachment =
                new DefaultAttachment(new DataHandler(new StoredFile(store, key, found.contentType())));
        attachment.setHeader(Exchange.CONTENT_LENGTH, String.valueOf(found.size()));
        message.addAttachmentObject(freeName(message, key.substring(key.lastIndexOf('/') + 1)), attachment);
    }

    /**
     * Finds a name that no attachment has yet: two files of an answer may have the same name, two attachments may not.
     */
    private static String freeName(AttachmentMessage message, String name) {
        int dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
        String free = name;
        for (int i = 2; message.getAttachmentNames().contains(free); i++) {
            free = name.substring(0, dot) + "-" + i + name.substring(dot);
        }
        return free;
    }

    /** Returns a name without what may be a signature, and not too long. */
    private static String shortened(String name) {
        String plain = name.replaceAll("\\?.*", "");
        return "'" + (plain.length() <= 120 ? plain : plain.substring(0, 120) + "…") + "'";
    }
}
