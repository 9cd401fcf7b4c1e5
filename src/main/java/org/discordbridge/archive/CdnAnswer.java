package org.discordbridge.archive;

import java.time.Duration;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.discordbridge.event.File;

/** Reads what the CDN has answered. */
final class CdnAnswer {
    private static final Set<Integer> EXPIRED = Set.of(403, 404);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private CdnAnswer() {}

    /** Returns whether the link is no longer good, so that a fresh one may help. */
    static boolean hasExpired(Message answer) {
        return EXPIRED.contains(answer.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class));
    }

    /**
     * Returns the length of the file that the answer brings, or {@link Transfer#UNKNOWN}.
     *
     * @param again whether this is the answer to a second link
     * @throws DownloadException if it brings none, or one of another size than Discord told
     */
    static long requireFile(Message answer, File file, boolean again) {
        int status = answer.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        if (status / 100 == 3) {
            throw new DownloadException("the CDN redirects elsewhere (" + status + ")", false, 0, null);
        }
        if (status != 200) {
            throw new DownloadException(
                    "the CDN answered " + status + (again ? " twice" : ""),
                    status == 429 || status >= 500,
                    waitOf(answer),
                    null);
        }
        Long offered = answer.getHeader(Exchange.CONTENT_LENGTH, Long.class);
        if (file.size() > 0 && offered != null && offered != file.size()) {
            throw new DownloadException("the CDN offers " + offered + " bytes of its " + file.size(), true, 0, null);
        }
        if (file.size() > 0) {
            return file.size();
        }
        return offered == null ? Transfer.UNKNOWN : offered;
    }

    private static long waitOf(Message answer) {
        String seconds = answer.getHeader("Retry-After", "", String.class);
        return seconds.matches("[0-9]{1,6}") ? Math.min(Long.parseLong(seconds) * 1000, LONGEST_WAIT.toMillis()) : 0;
    }
}
