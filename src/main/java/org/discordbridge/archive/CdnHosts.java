package org.discordbridge.archive;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The hosts files may be fetched from. Links in messages come from strangers: whatever else they point to, the bridge's
 * own network above all, is never asked.
 */
final class CdnHosts {
    private static final Set<String> DISCORD = Set.of("cdn.discordapp.com", "media.discordapp.net");

    private final Set<String> allowed;

    /** @param hosts {@code host} or {@code host:port}, separated by commas */
    CdnHosts(String hosts) {
        allowed = Arrays.stream(hosts.split(","))
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .filter(host -> !host.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The address, if it may be asked.
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
}
