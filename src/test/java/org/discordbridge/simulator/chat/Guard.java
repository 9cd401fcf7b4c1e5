package org.discordbridge.simulator.chat;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Set;

/**
 * Keeps other web sites out: whoever has one open in the same browser must not be able to act on the page's behalf.
 *
 * <p>A name that was made to lead to this machine is told by the Host header, a request that another site makes by
 * Origin and Sec-Fetch-Site. Programs send neither of the latter, and are let in.
 */
final class Guard {
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final Set<String> hosts;

    Guard(int port) {
        this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port);
    }

    /** Why the request is refused; null if it is not. */
    String refusal(HttpServerRequest request) {
        String host = request.getHeader("Host");
        if (host == null || !hosts.contains(host)) {
            return "This page is only at " + hosts + ", and not at " + host + ".";
        }
        String origin = request.getHeader("Origin");
        if (origin != null && !origin.equals("http://" + host)) {
            return "A page of " + origin + " may not use this one.";
        }
        String site = request.getHeader("Sec-Fetch-Site");
        boolean opened = "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                && "GET".equals(request.method().name());
        if (site != null && !OWN_SITE.contains(site) && !opened) {
            return "Another page may not use this one.";
        }
        return null;
    }

    /** Says what the page may do: show what comes from here, and run what belongs to it. */
    static void protect(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        response.putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cache-Control", "no-store");
        // not 'self' for scripts: files that people send come from the same address
        response.putHeader(
                "Content-Security-Policy",
                "default-src 'none'; script-src http://" + request.getHeader("Host") + "/chat/; "
                        + "style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
                        + "form-action 'none'; base-uri 'none'; frame-ancestors 'none'");
    }
}
