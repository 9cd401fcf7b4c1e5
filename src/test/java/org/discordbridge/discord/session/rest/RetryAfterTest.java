package org.discordbridge.discord.session.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class RetryAfterTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-30T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    5                             | -                                    | 5
                    0.5                           | -                                    | 1
                    5                             | {"retry_after": 64.57}               | 65
                    65                            | {"retry_after": 1.2}                 | 65
                    -                             | {"retry_after": 0.3}                 | 1
                    -                             | {"retry_after": "2"}                 | 2
                    soon                          | {"retry_after": 7}                   | 7
                    ' 3 '                         | -                                    | 3
                    1e1                           | -                                    | 10
                    Mon, 30 Nov 2026 12:00:09 GMT | -                                    | 9
                    Mon, 30 Nov 2026 11:00:00 GMT | -                                    | 0
                    999999999999999999999999      | -                                    | 3600
                    1e999999999                   | -                                    | 3600
                    -                             | {"retry_after": 1e300}               | 3600
                    0                             | {"retry_after": 0}                   | 0
                    -4                            | -                                    | 0
                    NaN                           | -                                    | -
                    -                             | -                                    | -
                    ''                            | <!DOCTYPE html>                      | -
                    soon                          | {"code": 0}                          | -
                    -                             | {"retry_after": null}                | -
                    -                             | {"retry_after": [1]}                 | -
                    -                             | {"retry_after": "a while"}           | -
                    -                             | [3]                                  | -
                    -                             | {"retry_after": 4                    | -
                    """)
    void isTheLargestOfHeaderAndBodyInWholeSeconds(String header, String body, Long seconds) throws IOException {
        RetryAfter after = RetryAfter.of(answer("Retry-After", header, body), CLOCK);

        assertThat(after.told()).isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
    }

    @Test
    void aDateIsThatOfWhoSaysIt() throws IOException {
        Response answer = answer("Retry-After", "Mon, 30 Nov 2026 15:00:30 GMT", null)
                .newBuilder()
                .header("Date", "Mon, 30 Nov 2026 15:00:00 GMT")
                .build();

        assertThat(RetryAfter.of(answer, CLOCK).told()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void whatTheBucketSaysIsBetterThanNothing() throws IOException {
        assertThat(RetryAfter.of(answer("X-RateLimit-Reset-After", "2.5", null), CLOCK)
                        .told())
                .isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void jdaReadsIt() throws IOException {
        Response own = answer("X-RateLimit-Scope", "user", "{\"retry_after\": 2.5, \"global\": true}");
        RetryAfter after = RetryAfter.of(own, CLOCK);
        Response readable = after.readable(own, after.told());

        assertThat(readable.header("Retry-After")).isEqualTo("3");
        assertThat(readable.header("X-RateLimit-Global")).isEqualTo("true");
        assertThat(readable.header("Via")).isNotNull();
        assertThat(readable.body().contentType()).isNull();
        assertThat(readable.body().string()).isEmpty();
        Response edge = answer("Server", "cloudflare", "error code: 1015");
        assertThat(RetryAfter.of(edge, CLOCK)
                        .readable(edge, Duration.ofMinutes(1))
                        .header("Via"))
                .isNull();
    }

    private static Response answer(String name, String value, String body) {
        Response.Builder answer = new Response.Builder()
                .request(new Request.Builder()
                        .url("https://discord.test/api/v10/x")
                        .build())
                .protocol(Protocol.HTTP_1_1)
                .code(429)
                .message("")
                .body(ResponseBody.create(body == null ? "" : body, MediaType.get("application/json")));
        return value == null ? answer.build() : answer.header(name, value).build();
    }
}
