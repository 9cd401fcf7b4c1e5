package org.discordbridge.simulator;

import java.time.Duration;

/** The CDN's side of the script; faults that cut, slow or refuse downloads are set with {@link Fault}. */
public interface Cdn {
    /** Makes every link signed so far expire now; links signed later are good again. */
    void expireLinks();

    /** How long links signed from now on are good; Discord's are good for about a day. */
    void linkLifetime(Duration lifetime);

    /** Removes a file for good: 404 whatever the signature. */
    void remove(Attachment attachment);

    /** How many downloads were answered with a file. */
    int downloads();
}
