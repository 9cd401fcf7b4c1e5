package org.discordbridge.discord.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.discordbridge.log.CapturedLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

@Timeout(20)
@ResourceLock("log of org.discordbridge.discord.session")
@ResourceLock("log of BanGuard")
class BanGuardTest {
    private static final String CHANNEL = "https://discord.test/api/v10/channels/1/messages";
    private static final String CALLBACK = "https://discord.test/api/v10/interactions/1/token/callback";
    private static final Instant START = Instant.ofEpochSecond(1_764_000_000);

    private Instant now = START;
    private int status = 403;
    private String scope = "user";
    private int made;
    private final BanGuard guard = new BanGuard(1_000, Duration.ofMinutes(10), new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });
    private final OkHttpClient client = new OkHttpClient.Builder()
            .addInterceptor(guard)
            .addInterceptor(chain -> {
                made++;
                return new Response.Builder()
                        .request(chain.request())
                        .protocol(Protocol.HTTP_1_1)
                        .code(status)
                        .message("")
                        .header("X-RateLimit-Scope", scope)
                        .body(ResponseBody.create("", null))
                        .build();
            })
            .build();
    private final CapturedLog log = CapturedLog.of(BanGuard.class.getName(), Level.INFO);

    @AfterEach
    void stop() {
        log.close();
    }

    @Test
    void countsWhatDiscordCounts() throws IOException {
        for (int code : new int[] {200, 204, 400, 404, 500, 502}) {
            status = code;
            call(CHANNEL, 5);
        }
        assertThat(guard.count()).isZero();
        for (int code : new int[] {401, 403, 429}) {
            status = code;
            call(CHANNEL, 2);
        }
        assertThat(guard.count()).isEqualTo(6);
        scope = "shared";
        call(CHANNEL, 2);
        assertThat(guard.count()).isEqualTo(6);
        scope = "global";
        call(CHANNEL, 1);
        assertThat(guard.count()).isEqualTo(7);
    }

    @Test
    void slowsFromATenth() throws IOException {
        call(CHANNEL, 99);
        assertThat(guard.delay()).isZero();
        call(CHANNEL, 1);
        assertThat(guard.delay()).isEqualTo(Duration.ofMillis(50));
        assertThat(log.messages())
                .containsExactly("Discord has refused 100 requests within 10 minutes with 401, 403 or 429: requests are"
                        + " slowed, and stopped at 500, since it bans addresses at 1000");
        call(CHANNEL, 200);
        assertThat(guard.delay()).isEqualTo(Duration.ofMillis(525));
        call(CHANNEL, 199);
        assertThat(guard.delay()).isBetween(Duration.ofMillis(990), Duration.ofSeconds(1));
        assertThat(guard.heldUntil()).isNull();
    }

    @Test
    void stopsAtAHalfAndGoesOnByItself() throws IOException {
        call(CHANNEL, 400);
        now = START.plus(Duration.ofMinutes(4));
        call(CHANNEL, 100);
        Instant until = guard.heldUntil();
        assertThat(until)
                .isBetween(
                        START.plus(Duration.ofMinutes(9)),
                        START.plus(Duration.ofMinutes(10)).plusSeconds(10));
        int before = made;
        assertThatThrownBy(() -> call(CHANNEL, 1)).isInstanceOf(BanGuard.HeldBackIOException.class);
        assertThat(made).isEqualTo(before);
        // somebody waits for it, and only so long
        call(CALLBACK, 1);
        assertThat(made).isEqualTo(before + 1);

        now = until.minusMillis(1);
        assertThat(guard.heldUntil()).isEqualTo(until);
        now = until;
        assertThat(guard.heldUntil()).isNull();
        assertThat(guard.count()).isEqualTo(101);
        status = 200;
        call(CHANNEL, 1);
        now = now.plus(Duration.ofMinutes(10));
        assertThat(guard.delay()).isZero();
        assertThat(guard.count()).isZero();
        assertThat(log.messages())
                .hasSize(4)
                .element(1)
                .asString()
                .isEqualTo("Discord has refused 500 requests within 10 minutes with 401, 403 or 429: no more are made"
                        + " until enough of that has passed, since it bans addresses at 1000. Look for what is refused,"
                        + " such as a permission that is missing");
        assertThat(log.messages().subList(2, 4))
                .containsExactly("Requests to Discord go on, slowed", "Requests to Discord go on as usual");
    }

    private void call(String address, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            client.newCall(new Request.Builder().url(address).build()).execute().close();
        }
    }
}
