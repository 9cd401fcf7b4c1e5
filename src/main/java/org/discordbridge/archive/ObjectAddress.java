package org.discordbridge.archive;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes addresses of objects of one bucket: {@code URL/bucket/key}, or {@code bucket.HOST/key}. */
final class ObjectAddress {
    private final String bucket;
    private final List<String> stores;
    private final boolean virtual;

    /**
     * @param stores addresses of the store; those that are given out begin with the last
     * @param virtual whether the bucket stands in the host's name
     */
    ObjectAddress(String bucket, List<String> stores, boolean virtual) {
        this.bucket = bucket;
        this.stores = stores;
        this.virtual = virtual;
    }

    /** Returns the address of an object. */
    String of(String key) {
        String path = Arrays.stream(key.split("/"))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
        String store = stores.get(stores.size() - 1);
        return virtual ? withBucketInHost(store) + "/" + path : store + "/" + bucket + "/" + path;
    }

    /**
     * Finds the key that a reference names: an address of an object of this bucket in any of its forms, signed or not,
     * {@code s3://bucket/key}, or the key itself. Empty if it points elsewhere.
     */
    Optional<String> keyOf(String reference) {
        if (!reference.matches("(?i)[a-z][a-z0-9+.-]*:.*|//.*")) {
            String key = reference.startsWith("/") ? reference.substring(1) : reference;
            return key.isEmpty() ? Optional.empty() : Optional.of(key);
        }
        URI address;
        try {
            address = new URI(reference);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
        if (address.getScheme() == null
                || address.getRawUserInfo() != null
                || address.getHost() == null
                || address.getRawPath() == null) {
            return Optional.empty();
        }
        if ("s3".equalsIgnoreCase(address.getScheme())) {
            return bucket.equals(address.getHost()) ? decoded(address.getRawPath(), "/") : Optional.empty();
        }
        for (String store : stores) {
            if (sameServer(address, URI.create(store))) {
                return decoded(address.getRawPath(), trimmed(URI.create(store).getRawPath()) + "/" + bucket + "/");
            }
            if (sameServer(address, URI.create(withBucketInHost(store)))) {
                return decoded(address.getRawPath(), "/");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> decoded(String path, String prefix) {
        if (!path.startsWith(prefix) || path.length() == prefix.length()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    URLDecoder.decode(path.substring(prefix.length()).replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String withBucketInHost(String store) {
        int host = store.indexOf("://") + 3;
        return store.substring(0, host) + bucket + "." + store.substring(host);
    }

    private static boolean sameServer(URI a, URI b) {
        return a.getScheme().equalsIgnoreCase(b.getScheme())
                && b.getHost() != null
                && a.getHost().toLowerCase(Locale.ROOT).equals(b.getHost().toLowerCase(Locale.ROOT))
                && port(a) == port(b);
    }

    private static int port(URI address) {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
    }

    private static String trimmed(String path) {
        return path == null ? "" : path.replaceAll("/+$", "");
    }
}
