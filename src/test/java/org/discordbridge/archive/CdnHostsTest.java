package org.discordbridge.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class CdnHostsTest {
    private static final String PLAIN = "its link is not a plain web address";
    private static final String NONE = " is none that files are fetched from (DISCORD_CDN_HOSTS)";

    private final CdnHosts discord = new CdnHosts("cdn.discordapp.com, media.discordapp.net");
    private final CdnHosts local = new CdnHosts("127.0.0.1:17000,cdn.example,[::1]:17000");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://cdn.discordapp.com/attachments/1/2/cat.png?ex=1&is=2&hm=3",
                "https://CDN.DiscordApp.com/attachments/1/2/cat.png",
                "https://cdn.discordapp.com:443/attachments/1/2/cat.png",
                "https://media.discordapp.net/attachments/1/2/cat.png"
            })
    void allowsDiscordsOwn(String link) {
        assertThat(discord.check(link)).hasToString(link);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:17000/attachments/1/2/cat.png",
                "https://127.0.0.1:17000/cat.png",
                "http://[::1]:17000/cat.png",
                "http://cdn.example/cat.png",
                "https://cdn.example/cat.png"
            })
    void allowsWhatIsSet(String link) {
        assertThat(local.check(link)).hasToString(link);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    https://evil.example/cat.png | evil.example
                    https://cdn.discordapp.com.evil.example/cat.png | cdn.discordapp.com.evil.example
                    https://evilcdn.discordapp.com/cat.png | evilcdn.discordapp.com
                    https://x.cdn.discordapp.com/cat.png | x.cdn.discordapp.com
                    https://cdn.discordapp.com:8443/cat.png | cdn.discordapp.com:8443
                    https://cdn.discordapp.com:80/cat.png | cdn.discordapp.com:80
                    https://cdn.discordapp.com./cat.png | cdn.discordapp.com.
                    https://discordapp.com/cat.png | discordapp.com
                    https://127.0.0.1/cat.png | 127.0.0.1
                    http://127.0.0.1:17000/cat.png | 127.0.0.1:17000
                    http://169.254.169.254/latest/meta-data | 169.254.169.254
                    http://[::1]/cat.png | [::1]
                    http://[::ffff:127.0.0.1]:9000/cat.png | [::ffff:127.0.0.1]:9000
                    https://localhost/cat.png | localhost
                    https://xn--cdn-discordapp.com/cat.png | xn--cdn-discordapp.com
                    """)
    void refusesOtherHosts(String link, String host) {
        assertThatThrownBy(() -> discord.check(link))
                .isExactlyInstanceOf(FileRefusedException.class)
                .hasMessage("host " + host + NONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    http://127.0.0.1/cat.png | 127.0.0.1
                    http://127.0.0.1:17001/cat.png | 127.0.0.1:17001
                    http://127.0.0.2:17000/cat.png | 127.0.0.2:17000
                    http://2130706433:17000/cat.png | 2130706433:17000
                    http://cdn.example:8080/cat.png | cdn.example:8080
                    http://cdn.example:443/cat.png | cdn.example:443
                    http://[::1]:17001/cat.png | [::1]:17001
                    https://cdn.discordapp.com/cat.png | cdn.discordapp.com
                    """)
    void refusesOtherPortsAndSpellings(String link, String host) {
        assertThatThrownBy(() -> local.check(link))
                .isExactlyInstanceOf(FileRefusedException.class)
                .hasMessage("host " + host + NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://cdn.discordapp.com@evil.example/cat.png",
                "https://user:word@cdn.discordapp.com/cat.png",
                "https://@cdn.discordapp.com/cat.png",
                "file:///etc/passwd",
                "file:/etc/passwd",
                "ftp://cdn.discordapp.com/cat.png",
                "HTTPS://cdn.discordapp.com/cat.png",
                "gopher://cdn.discordapp.com/cat.png",
                "jar:https://cdn.discordapp.com/cat.jar!/x",
                "//cdn.discordapp.com/cat.png",
                "cdn.discordapp.com/cat.png",
                "https:cdn.discordapp.com/cat.png",
                "https:///cat.png",
                "https://cdn.discordapp.com:-1/cat.png",
                "https://cdn_discordapp.com/cat.png",
                "https://cdn\u3002discordapp.com/cat.png",
                "https://\uff43dn.discordapp.com/cat.png",
                "https://cdn.discordapp.com:99999999999/cat.png",
                "mailto:ada@example.org",
                ""
            })
    void refusesWhatIsNoPlainWebAddress(String link) {
        assertThatThrownBy(() -> discord.check(link))
                .isExactlyInstanceOf(FileRefusedException.class)
                .hasMessage(PLAIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{DISCORD_TOKEN}}",
                "https://cdn.discordapp.com/{{DISCORD_TOKEN}}",
                "https://cdn.discordapp.com\\@evil.example/cat.png",
                "https:\\\\cdn.discordapp.com\\cat.png",
                "https://cdn.discordapp.com/a b.png",
                "https://cdn.discordapp.com/a\nHost: evil",
                "https://cdn.discordapp.com/%zz",
                "https://[::1/cat.png",
                " https://cdn.discordapp.com/cat.png",
                "https://"
            })
    void refusesWhatIsNoAddress(String link) {
        assertThatThrownBy(() -> discord.check(link))
                .isExactlyInstanceOf(FileRefusedException.class)
                .hasMessage("its link is not an address");
    }

    @Test
    void insistsOnTlsWithDiscord() {
        assertThatThrownBy(() -> discord.check("http://cdn.discordapp.com/cat.png"))
                .isExactlyInstanceOf(FileRefusedException.class)
                .hasMessage("its link does not use TLS");
        assertThatThrownBy(() -> new CdnHosts("cdn.discordapp.com:80").check("http://cdn.discordapp.com/cat.png"))
                .hasMessage("its link does not use TLS");
    }

    @Test
    void allowsNothingIfNothingIsSet() {
        assertThatThrownBy(() -> new CdnHosts(" , ").check("https://cdn.discordapp.com/cat.png"))
                .hasMessage("host cdn.discordapp.com" + NONE);
    }

    @Test
    void neverRepeatsTheSignatureOfALink() {
        for (String link : new String[] {
            "https://evil.example/cat.png?hm=5ec2e7", "http://cdn.discordapp.com/cat.png?hm=5ec2e7", "x y?hm=5ec2e7"
        }) {
            assertThatThrownBy(() -> discord.check(link)).hasMessageNotContaining("5ec2e7");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "::1",
        "fe80::1",
        "fd00::1",
        "::ffff:10.0.0.1"
    })
    void doesNotFollowANameToAPrivateAddress(String address) throws Exception {
        InetAddress inside = InetAddress.getByName(address);

        assertThatThrownBy(() -> discord.check("cdn.discordapp.com", inside))
                .isExactlyInstanceOf(PrivateAddressException.class)
                .hasMessage("host cdn.discordapp.com is at the private address " + inside.getHostAddress()
                        + ", which is not asked unless DISCORD_CDN_HOSTS names it with its port");
        // an operator who names the port knows where that is
        new CdnHosts("cdn.discordapp.com:443").check("CDN.discordapp.com", inside);
    }

    @ParameterizedTest
    @ValueSource(strings = {"162.159.130.233", "2606:4700::1", "172.32.0.1", "100.128.0.1"})
    void followsANameToAPublicAddress(String address) throws Exception {
        assertThatCode(() -> discord.check("cdn.discordapp.com", InetAddress.getByName(address)))
                .doesNotThrowAnyException();
    }

    @Test
    void asksAnAddressThatIsSetAsSuch() throws Exception {
        local.check("127.0.0.1", InetAddress.getLoopbackAddress());
        local.check("::1", InetAddress.getByName("::1"));
        assertThatThrownBy(() -> local.check("cdn.example", InetAddress.getLoopbackAddress()))
                .isExactlyInstanceOf(PrivateAddressException.class);
    }
}
