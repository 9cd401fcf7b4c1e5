package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.discordbridge.simulator.RecordedFile;

/**
 * A multipart/form-data body (Discord docs, Reference > Uploading Files).
 *
 * @param payload the bytes of {@code payload_json}, or null
 * @param fields every other part without a file name, as text
 * @param files every part with a file name
 */
record Multipart(byte[] payload, ObjectNode fields, List<RecordedFile> files) {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
    private static final Pattern FILENAME = Pattern.compile("filename=\"([^\"]*)\"");
    private static final Pattern TYPE = Pattern.compile("(?im)^content-type:\\s*([^\\r\\n]+)");

    static Multipart parse(byte[] body, String contentType) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        List<RecordedFile> files = new ArrayList<>();
        ObjectNode fields = Json.object();
        byte[] payload = null;
        if (!boundary.find()) {
            return new Multipart(null, fields, files);
        }
        byte[] delimiter = ("--" + boundary.group(1)).getBytes(StandardCharsets.ISO_8859_1);
        byte[] blank = {'\r', '\n', '\r', '\n'};
        int start = indexOf(body, delimiter, 0);
        while (start >= 0) {
            int next = indexOf(body, delimiter, start + delimiter.length);
            int end = next < 0 ? -1 : indexOf(body, blank, start + delimiter.length);
            if (end < 0 || end > next) {
                break;
            }
            String head = new String(body, start, end - start, StandardCharsets.UTF_8);
            byte[] content = Arrays.copyOfRange(body, end + 4, Math.max(end + 4, next - 2));
            String name = first(NAME, head);
            String filename = first(FILENAME, head);
            if (filename != null) {
                files.add(new RecordedFile(name, filename, first(TYPE, head), content));
            } else if ("payload_json".equals(name)) {
                payload = content;
            } else if (name != null) {
                fields.put(name, new String(content, StandardCharsets.UTF_8));
            }
            start = next;
        }
        return new Multipart(payload, fields, files);
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1).trim() : null;
    }

    private static int indexOf(byte[] where, byte[] what, int from) {
        outer:
        for (int i = from; i <= where.length - what.length; i++) {
            for (int j = 0; j < what.length; j++) {
                if (where[i + j] != what[j]) {
                    continue outer;
                }
            }
            return i;
        }
        return -1;
    }
}
