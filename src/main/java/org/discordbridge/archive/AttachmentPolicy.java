package org.discordbridge.archive;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.discordbridge.event.File;
import org.discordbridge.event.MessageCreated;

/**
 * Decides which files are stored at all, by the settings {@code ATTACHMENT_…}. A file that is refused is not fetched.
 */
public final class AttachmentPolicy {
    private static final long UNLIMITED = 0;

    private long maxSize;
    private long maxTotal;
    private List<String> allowedTypes = List.of();
    private List<String> deniedTypes = List.of();
    private Set<String> skippedChannels = Set.of();

    /** Sets the largest size of a file, such as {@code 100MB}; 0 for any. */
    public void setMaxSize(String size) {
        maxSize = ByteSize.parse(size);
    }

    /**
     * Sets the most that is stored of one message, such as {@code 200MB}; 0 for any. Files are taken in their order.
     */
    public void setMaxTotal(String size) {
        maxTotal = ByteSize.parse(size);
    }

    /** Sets the media types that are stored, such as {@code image/*,text/plain}; all if empty. */
    public void setAllowedTypes(String types) {
        allowedTypes = list(types.toLowerCase(Locale.ROOT));
    }

    /** Sets the media types that are not stored; they win over those that are. */
    public void setDeniedTypes(String types) {
        deniedTypes = list(types.toLowerCase(Locale.ROOT));
    }

    /** Sets the ids of channels whose files are not stored, threads in them included. */
    public void setSkippedChannels(String ids) {
        skippedChannels = Set.copyOf(list(ids));
    }

    /** Says why none of a message's files is stored; empty if they may be. */
    Optional<String> refusal(MessageCreated message) {
        return java.util.stream.Stream.of(message.channelId(), String.valueOf(message.parentChannelId()))
                .filter(skippedChannels::contains)
                .findFirst()
                .map(id -> "files of channel " + id + " are not stored (ATTACHMENT_SKIP_CHANNELS)");
    }

    /**
     * Says why a file is not stored; empty if it may be.
     *
     * @param before the bytes of the files of the same message that are stored
     */
    Optional<String> refusal(File file, long before) {
        if (maxSize != UNLIMITED && file.size() > maxSize) {
            return Optional.of("it has " + ByteSize.text(file.size()) + ", more than the " + ByteSize.text(maxSize)
                    + " that are stored (ATTACHMENT_MAX_SIZE)");
        }
        if (maxTotal != UNLIMITED && before + file.size() > maxTotal) {
            return Optional.of("with it, the files of its message have more than the " + ByteSize.text(maxTotal)
                    + " that are stored (ATTACHMENT_MAX_TOTAL)");
        }
        return Optional.empty();
    }

    /** Returns the most bytes that may come of a file whose size Discord has not told. */
    long mostBytes() {
        return maxSize == UNLIMITED ? Long.MAX_VALUE : maxSize;
    }

    /** @throws FileRefusedException if files of that type are not stored */
    void require(FileType type) {
        Optional<String> denied = type.byContent().stream()
                .filter(name -> matches(deniedTypes, name))
                .findFirst();
        if (denied.isPresent()) {
            throw new FileRefusedException(
                    "it is " + described(type, denied.get()) + ", which is not stored" + " (ATTACHMENT_DENIED_TYPES)");
        }
        if (!allowedTypes.isEmpty() && type.byContent().stream().noneMatch(name -> matches(allowedTypes, name))) {
            throw new FileRefusedException("it is " + type.byContent().get(0)
                    + ", which is none of the types that are stored (ATTACHMENT_ALLOWED_TYPES)");
        }
    }

    private static String described(FileType type, String denied) {
        String precise = type.byContent().get(0);
        return precise.equals(denied) ? precise : precise + ", a kind of " + denied;
    }

    private static boolean matches(List<String> patterns, String type) {
        return patterns.stream()
                .anyMatch(pattern -> pattern.endsWith("/*")
                        ? type.startsWith(pattern.substring(0, pattern.length() - 1))
                        : pattern.equals("*") || pattern.equals(type));
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.toUnmodifiableList());
    }
}
