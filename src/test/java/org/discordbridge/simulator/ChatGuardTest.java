package org.discordbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the chat page lets in, and what it is made of. */
@Simulated
@Timeout(120)
class ChatGuardTest {
    private static final Pattern PART = Pattern.compile("(?:from '\\./|(?:src|href)=\"/chat/)([^'\"]+)['\"]");

    DiscordSimulator discord;
    private Channel general;
    private User ada;

    @BeforeEach
    void open() {
        general = discord.addGuild("Home").addTextChannel("general");
        ada = discord.addUser("Ada");
    }

    @Test
    void nothingIsServedUnlessItIsAskedFor() throws Exception {
        assertThat(status("GET /chat", "Host: 127.0.0.1:" + discord.port())).isEqualTo(404);
        discord.chat();
        assertThat(status("GET /chat", "Host: 127.0.0.1:" + discord.port())).isEqualTo(200);
    }

    @Test
    void everythingThatThePageNamesIsThereAndNothingComesFromElsewhere() throws Exception {
        ChatClient page = new ChatClient(discord, ada, general);
        Deque<String> left = new ArrayDeque<>(List.of(""));
        Set<String> seen = new HashSet<>();
        while (!left.isEmpty()) {
            String part = left.remove();
            HttpResponse<String> file = page.get(part.isEmpty() ? "" : "/" + part);
            assertThat(file.statusCode()).as(part).isEqualTo(200);
            assertThat(file.body())
                    .as(part)
                    .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(")
                    .doesNotContainPattern("(src|href)=\"https?:");
            assertThat(file.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy)
                            .startsWith(
                                    "default-src 'none'; script-src http://127.0.0.1:" + discord.port() + "/chat/; ")
                            .doesNotContain("unsafe"));
            for (Matcher named = PART.matcher(file.body()); named.find(); ) {
                if (seen.add(named.group(1))) {
                    left.add(named.group(1));
                }
            }
        }
        assertThat(seen).contains("main.js", "trace.js", "style.css", "icon.svg");
        assertThat(page.get("/../logback-test.xml").statusCode()).isEqualTo(404);
        assertThat(page.get("/nothing.js").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: 127.0.0.1:1",
                "Host: HERE\r\nOrigin: http://evil.example",
                "Host: HERE\r\nOrigin: null",
                "Host: HERE\r\nSec-Fetch-Site: cross-site",
                "Host: HERE\r\nSec-Fetch-Site: same-site\r\nSec-Fetch-Mode: navigate"
            })
    void otherSitesAreKeptOut(String headers) throws Exception {
        assertThat(send(headers + "\r\nContent-Type: application/json")).isEqualTo(403);
        assertThat(general.messages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: HERE",
                "Host: localhost:PORT\r\nOrigin: http://localhost:PORT",
                "Host: HERE\r\nOrigin: http://HERE\r\nSec-Fetch-Site: same-origin"
            })
    void thePageItselfAndProgramsAreLetIn(String headers) throws Exception {
        assertThat(send(headers + "\r\nContent-Type: application/json")).isEqualTo(200);
        assertThat(general.messages()).extracting(Message::content).containsExactly("hi");
    }

    @Test
    void whatAFormOfAnotherSiteCouldSendIsRefused() throws Exception {
        assertThat(send("Host: HERE\r\nContent-Type: text/plain")).isEqualTo(415);
        assertThat(general.messages()).isEmpty();
    }

    private int send(String headers) throws IOException {
        discord.chat();
        String here = "127.0.0.1:" + discord.port();
        String body = "{\"as\":\"" + ada.id() + "\",\"channel\":\"" + general.id() + "\",\"content\":\"hi\"}";
        return status(
                "POST /chat/api/send",
                headers.replace("HERE", here).replace("PORT", String.valueOf(discord.port())) + "\r\nContent-Length: "
                        + body.length(),
                body);
    }

    private int status(String request, String headers) throws IOException {
        return status(request, headers, "");
    }

    // a client that sends any header as it is told
    private int status(String request, String headers, String body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), discord.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write((request + " HTTP/1.1\r\n" + headers + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            return Integer.parseInt(answer.readLine().split(" ")[1]);
        }
    }
}
