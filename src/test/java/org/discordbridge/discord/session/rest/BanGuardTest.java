package org.discordbridge.discord.session.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.discordbridge.discord.session.SessionSettings;
import org.discordbridge.log.CapturedLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

@Timeout(120)
@ResourceLock("log of BanGuard")
class BanGuardTest {
    private static final String CHANNEL = "https://discord.test/api/v10/channels/1/messages";
    private static final String CALLBACK = "https://discord.test/api/v10/interactions/1/token/callback";
    private static final Instant START = Instant.ofEpochSecond(1_764_000_000);

    private Instant now = START;
    private int status = 403;
    private String scope = "user";
    private String retryAfter = "1";
    private During during = () -> {};
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
            .addInterceptor(new RestInterceptor(guard, new AnswerCounts()))
            .addInterceptor(chain -> {
                made++;
                during.run();
                Headers.Builder headers = new Headers.Builder();
                if (scope != null) {
                    headers.add("X-RateLimit-Scope", scope);
                }
                if (retryAfter != null) {
                    headers.add("Retry-After", retryAfter);
                }
                return new Response.Builder()
                        .headers(headers.build())
                        .request(chain.request())
                        .protocol(Protocol.HTTP_1_1)
                        .code(status)
                        .message("")
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
        assertThat(guard.held()).isNull();
    }

    @Test
    void stopsAtAHalfAndGoesOnByItself() throws IOException {
        call(CHANNEL, 400);
        now = START.plus(Duration.ofMinutes(4));
        call(CHANNEL, 100);
        Instant until = guard.held().until();
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
        assertThat(guard.held().until()).isEqualTo(until);
        now = until;
        assertThat(guard.held()).isNull();
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

    @Test
    void waitsAMinuteWhereTheAddressIsRefusedAndTwiceAsLongWhileThatLasts() throws IOException {
        status = 429;
        scope = null;
        retryAfter = null;
        assertThat(ask(CHANNEL).header("Retry-After")).isEqualTo("61");
        Instant until = START.plusSeconds(60);
        assertThat(guard.held())
                .isEqualTo(new BanGuard.Held(
                        until,
                        "this address is refused by what stands before it, with a 429 that is not its own (Cloudflare's"
                                + " error 1015)"));
        // nobody is asked, not even for who waits
        assertThatThrownBy(() -> call(CHANNEL, 1)).isInstanceOf(BanGuard.HeldBackIOException.class);
        assertThatThrownBy(() -> call(CALLBACK, 1)).isInstanceOf(BanGuard.HeldBackIOException.class);
        assertThat(made).isEqualTo(1);

        for (long minutes : new long[] {2, 4, 8, 15, 15}) {
            now = until;
            assertThat(guard.held()).isNull();
            call(CHANNEL, 1);
            until = now.plus(Duration.ofMinutes(minutes));
            assertThat(guard.held().until()).isEqualTo(until);
        }
        now = until;
        status = 200;
        call(CHANNEL, 2);
        assertThat(guard.held()).isNull();
        assertThat(made).isEqualTo(8);
        assertThat(log.messages())
                .hasSize(7)
                .startsWith("This address is refused by what stands before Discord (429 without Via, Cloudflare's error"
                        + " 1015): no request is made for 60 s. It goes on by itself; see what makes so many requests"
                        + " from here")
                .endsWith("Requests to Discord go on: this address is not refused any more");
    }

    @Test
    void oneRequestShowsWhetherThePauseIsOver() throws Exception {
        status = 429;
        scope = null;
        retryAfter = "7";
        call(CHANNEL, 1);
        now = START.plusSeconds(7);
        during = () -> {
            during = () -> {};
            assertThat(guard.held().until()).isEqualTo(now.plusSeconds(1));
            assertThatThrownBy(() -> call(CHANNEL, 1)).isInstanceOf(BanGuard.HeldBackIOException.class);
            throw new IOException("cut off");
        };
        assertThatThrownBy(() -> call(CHANNEL, 1)).hasMessage("cut off");
        // it has shown nothing, and the next one does
        assertThat(guard.held()).isNull();
        call(CHANNEL, 1);
        assertThat(guard.held().until()).isEqualTo(now.plusSeconds(14));
    }

    @Test
    void waitsForABucketThatDoesNotSayHowLong() throws IOException {
        status = 429;
        retryAfter = "soon";
        assertThat(ask(CHANNEL).header("Retry-After")).isEqualTo("60");
        assertThat(ask(CHANNEL).header("Retry-After")).isEqualTo("120");
        assertThat(ask(CHANNEL + "/2").header("Retry-After")).isEqualTo("60");
        assertThat(guard.held()).isNull();
        status = 200;
        call(CHANNEL, 1);
        status = 429;
        assertThat(ask(CHANNEL).header("Retry-After")).isEqualTo("60");
        retryAfter = "0";
        assertThat(ask(CHANNEL + "/3").header("Retry-After")).isEqualTo("1");
        assertThat(ask(CHANNEL + "/3").header("Retry-After")).isEqualTo("2");
        retryAfter = "5";
        assertThat(ask(CHANNEL + "/3").header("Retry-After")).isEqualTo("5");
        assertThat(log.messages().get(0))
                .isEqualTo("Discord limits GET channels/1 (429) and does not say for how long: the next one waits for"
                        + " 60 s");
    }

    @Test
    void isTheSameForAllSessionsOfAnApi() {
        SessionSettings one = settings("https://discord.test/api/v10", "one");
        assertThat(BanGuard.of(one)).isSameAs(BanGuard.of(settings("https://discord.test/api/v10", "two")));
        assertThat(BanGuard.of(one)).isNotSameAs(BanGuard.of(settings("https://other.test/api/v10", "one")));
    }

    private static SessionSettings settings(String api, String token) {
        return new SessionSettings(
                token, URI.create(api), true, 1, Duration.ofSeconds(1), 1, 1, 10_000, Duration.ofMinutes(10));
    }

    private void call(String address, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            ask(address);
        }
    }

    private Response ask(String address) throws IOException {
        try (Response answer =
                client.newCall(new Request.Builder().url(address).build()).execute()) {
            return answer;
        }
    }

    /** While a request is under way. */
    private interface During {
        void run() throws IOException;
    }
}
