package org.discordbridge.discord.session.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.discordbridge.discord.session.rest.RestInterceptor.BrokenAnswerException;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every request ends, and is here as a whole. */
@Simulated
@Timeout(120)
class RestInterceptorTest {

    DiscordSimulator discord;
    private final AnswerCounts counts = new AnswerCounts();
    private Duration within = RestInterceptor.WITHIN;

    @Test
    void anAnswerThatTricklesIsCutOff() {
        within = Duration.ofSeconds(1);
        discord.fault(Fault.trickle(Duration.ofMillis(100))).times(1);
        assertThatThrownBy(this::ask)
                .isExactlyInstanceOf(BrokenAnswerException.class)
                .hasMessage("it was not here as a whole within 1 s")
                .satisfies(broken ->
                        assertThat(((BrokenAnswerException) broken).status()).isEqualTo(200));
        assertThat(counts.byClass()).containsExactly(1, 0, 0, 0, 0, 0);
    }

    @Test
    void oneThatDoesNotComeToo() {
        within = Duration.ofSeconds(1);
        discord.fault(Fault.hang()).times(1);
        assertThatThrownBy(this::ask)
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(BrokenAnswerException.class)
                .hasMessage("no answer within 1 s");
    }

    @Test
    void oneThatIsCutOffIsNoAnswer() {
        discord.fault(Fault.truncatedBody()).times(1);
        assertThatThrownBy(this::ask).isExactlyInstanceOf(BrokenAnswerException.class);
    }

    @Test
    void oneThatIsTooLargeIsNotKept() {
        discord.fault(Fault.answer(200, Map.of(), "x".repeat((32 << 20) + 1))).times(1);
        assertThatThrownBy(this::ask)
                .isExactlyInstanceOf(BrokenAnswerException.class)
                .hasMessage("it has more than 33554432 bytes");
    }

    @Test
    void oneThatIsWholeIsLeftAlone() throws IOException {
        try (Response answer = ask()) {
            assertThat(answer.code()).isEqualTo(200);
            assertThat(answer.body().string()).contains("\"url\"");
        }
        assertThat(counts.byClass()).containsExactly(0, 0, 1, 0, 0, 0);
    }

    @Test
    void whatIsSaidOfABucketIsReadable() throws IOException {
        discord.fault(Fault.answer(
                        200,
                        Map.of(
                                "X-RateLimit-Bucket", "a",
                                "X-RateLimit-Remaining", "few",
                                "X-RateLimit-Reset-After", "soon"),
                        "{}"))
                .times(1);
        try (Response answer = ask()) {
            assertThat(answer.header("X-RateLimit-Bucket")).isNull();
        }
        discord.fault(Fault.answer(
                        200,
                        Map.of(
                                "X-RateLimit-Bucket", "a",
                                "X-RateLimit-Remaining", "0",
                                "X-RateLimit-Reset-After", "999999999"),
                        "{}"))
                .times(1);
        try (Response answer = ask()) {
            assertThat(answer.header("X-RateLimit-Bucket")).isNull();
        }
        try (Response answer = ask()) {
            assertThat(answer.header("X-RateLimit-Bucket")).isNotNull();
        }
    }

    private Response ask() throws IOException {
        OkHttpClient client = new OkHttpClient.Builder()
                .addInterceptor(new RestInterceptor(
                        new BanGuard(10_000, Duration.ofMinutes(10), Clock.systemUTC()), counts, within))
                .build();
        return client.newCall(new Request.Builder()
                        .url(discord.apiUrl() + "/gateway/bot")
                        .header("Authorization", "Bot " + discord.token())
                        .build())
                .execute();
    }
}
