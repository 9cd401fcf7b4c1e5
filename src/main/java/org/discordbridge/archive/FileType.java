package org.discordbridge.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.mime.MimeTypes;

/**
 * Says what a file is, by its bytes.
 *
 * @param name media type for the object: what the bytes say, made more precise by the file's name only where the bytes
 *     allow it, as Markdown is plain text
 * @param byContent media types that the bytes alone say, the most precise first: {@code image/svg+xml},
 *     {@code application/xml}, {@code text/plain}
 */
record FileType(String name, List<String> byContent) {
    /** The number of bytes of a file that are looked at. */
    static final int HEAD = 64 * 1024;

    private static final Pattern ADDRESS = Pattern.compile("[:/?#%]");

    /** Holds Tika's table, which is read with the first file and takes a moment. */
    private static final class Tika {
        static final MimeTypes TYPES = MimeTypes.getDefaultMimeTypes();
    }

    /** Detects the type of a file that begins with {@code head}. Nothing is unpacked. */
    static FileType of(byte[] head, int length, String filename) {
        MediaType content = detect(head, length, new Metadata());
        MediaTypeRegistry registry = Tika.TYPES.getMediaTypeRegistry();
        MediaType name = named(content, head, length, filename);
        List<String> byContent = new ArrayList<>();
        byContent.add(content.getBaseType().toString());
        MediaType wider = registry.getSupertype(content);
        // every type is a kind of octet-stream
        while (wider != null && !wider.equals(MediaType.OCTET_STREAM)) {
            byContent.add(wider.getBaseType().toString());
            wider = registry.getSupertype(wider);
        }
        return new FileType(name.toString(), List.copyOf(byContent));
    }

    /** Returns the type by bytes and name. Looks at the bytes again only if these might also be something else. */
    private static MediaType named(MediaType content, byte[] head, int length, String filename) {
        // bytes that say nothing would leave everything to the name
        if (content.equals(MediaType.OCTET_STREAM)) {
            return content;
        }
        // Tika takes a name for an address, which may have more than a name
        if (!ADDRESS.matcher(filename).find()) {
            MediaType hint = Tika.TYPES.getMimeType(filename).getType();
            if (hint.equals(content) || hint.equals(MediaType.OCTET_STREAM)) {
                return content;
            }
            if (Tika.TYPES.getMediaTypeRegistry().isSpecializationOf(hint, content)) {
                return hint;
            }
        }
        Metadata named = new Metadata();
        named.set(TikaCoreProperties.RESOURCE_NAME_KEY, filename);
        return detect(head, length, named);
    }

    private static MediaType detect(byte[] head, int length, Metadata metadata) {
        try {
            return Tika.TYPES.detect(new ByteArrayInputStream(head, 0, length), metadata);
        } catch (IOException e) {
            throw new UncheckedIOException("Bytes in memory cannot fail to be read", e);
        }
    }
}
