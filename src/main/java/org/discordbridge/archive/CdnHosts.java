package org.discordbridge.archive;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Knows the hosts that files may be fetched from. Links in messages come from strangers: other addresses, those in the
 * bridge's own network above all, are never asked.
 */
final class CdnHosts {
    private static final Set<String> DISCORD = Set.of("cdn.discordapp.com", "media.discordapp.net");

    private final Set<String> allowed;
    private final Set<String> withPort;

    /** @param hosts {@code host} or {@code host:port}, separated by commas */
    CdnHosts(String hosts) {
        allowed = Arrays.stream(hosts.split(","))
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .filter(host -> !host.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        withPort = allowed.stream()
                .filter(host -> host.matches(".*[^:]:[0-9]+|\\[.*]:[0-9]+"))
                .map(host -> host.substring(0, host.lastIndexOf(':')))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Returns the address, if it may be asked.
     *
     * @throws FileRefusedException if it may not
     */
    URI check(String link) {
        URI address;
        try {
            address = new URI(link);
        } catch (URISyntaxException e) {
            throw new FileRefusedException("its link is not an address");
        }
        String scheme = address.getScheme();
        String host = address.getHost();
        if (host == null || !"https".equals(scheme) && !"http".equals(scheme) || address.getRawUserInfo() != null) {
            throw new FileRefusedException("its link is not a plain web address");
        }
        String name = host.toLowerCase(Locale.ROOT);
        boolean secure = "https".equals(scheme);
        int usual = secure ? 443 : 80;
        int port = address.getPort() < 0 ? usual : address.getPort();
        if (!(port == usual && allowed.contains(name)) && !allowed.contains(name + ":" + port)) {
            throw new FileRefusedException("host " + name + (port == usual ? "" : ":" + port)
                    + " is none that files are fetched from (DISCORD_CDN_HOSTS)");
        }
        if (!secure && DISCORD.contains(name)) {
            throw new FileRefusedException("its link does not use TLS");
        }
        return address;
    }

    /** Returns whether the link may be asked. */
    boolean allows(URI link) {
        try {
            check(link.toString());
            return true;
        } catch (FileRefusedException e) {
            return false;
        }
    }

    /**
     * Lets an address of a host pass if it is a public one, or if the setting names the host with its port or by its
     * address: then its operator knows where it is. A name that belongs to others may be made to point inside.
     *
     * @throws PrivateAddressException if it does not
     */
    void check(String host, InetAddress address) throws PrivateAddressException {
        String name = host.toLowerCase(Locale.ROOT);
        boolean known = withPort.contains(name)
                || withPort.contains("[" + name + "]")
                || name.matches("[0-9.]+|\\[?[0-9a-f:.%]*:[0-9a-f:.%]*]?");
        if (!known && isPrivate(address)) {
            throw new PrivateAddressException("host " + name + " is at the private address " + address.getHostAddress()
                    + ", which is not asked unless DISCORD_CDN_HOSTS names it with its port");
        }
    }

    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean carrierGrade = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
        boolean uniqueLocal = address instanceof Inet6Address && (bytes[0] & 0xfe) == 0xfc;
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || carrierGrade
                || uniqueLocal;
    }
}
