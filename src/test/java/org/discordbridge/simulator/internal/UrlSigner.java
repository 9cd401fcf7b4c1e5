package org.discordbridge.simulator.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs attachment links and checks them (Discord docs, Reference > Signed Attachment CDN URLs). */
final class UrlSigner {
    private final Clock clock;
    private final SecretKeySpec key;
    private volatile Duration lifetime = Duration.ofDays(1);
    // links of an earlier generation are expired
    private volatile int generation;

    UrlSigner(Clock clock) {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        this.clock = clock;
        this.key = new SecretKeySpec(secret, "HmacSHA256");
    }

    void lifetime(Duration lifetime) {
        this.lifetime = lifetime;
    }

    synchronized void expireAll() {
        generation++;
    }

    /** The path with {@code ex}, {@code is} and {@code hm}. */
    String sign(String path) {
        long issued = clock.instant().getEpochSecond();
        long expires = clock.instant().plus(lifetime).getEpochSecond();
        String ex = Long.toHexString(expires);
        String is = Long.toHexString(issued);
        return path + "?ex=" + ex + "&is=" + is + "&hm=" + hash(path, ex, is) + "&";
    }

    /** Whether a link is genuine and still good. */
    boolean good(String path, String ex, String is, String hm) {
        if (ex == null || is == null || hm == null || !hm.equals(hash(path, ex, is))) {
            return false;
        }
        return Long.parseLong(ex, 16) > clock.instant().getEpochSecond();
    }

    private String hash(String path, String ex, String is) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] signed = (path + '\n' + ex + '\n' + is + '\n' + generation).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(mac.doFinal(signed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no HmacSHA256", e);
        }
    }
}
