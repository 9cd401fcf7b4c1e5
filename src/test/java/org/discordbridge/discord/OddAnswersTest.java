package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.discordbridge.discord.options.DiscordConstants;
import org.discordbridge.discord.session.DiscordException;
import org.discordbridge.discord.session.HeldBackException;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.simulator.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever Discord answers, an exchange goes on, and so does the next one. */
@Timeout(120)
@ResourceLock("log of BanGuard")
class OddAnswersTest extends ProducerStage {
    private static final String MESSAGES = "/channels/*/messages";

    @ParameterizedTest
    @ValueSource(strings = {"<!DOCTYPE html>", "OK", "{\"id\": \"12", "", "[]", "null", "7", "{}", "{\"id\": null}"})
    void aPostThatIsNotUnderstoodIsKnownByItsNonce(String answer) throws Exception {
        doing("discord:send-message?channelId=" + id(general));
        discord.fault(Fault.answerAfterEffect(answer)).on("POST", MESSAGES).times(1);
        Map<String, Object> identity = Map.of(DiscordConstants.IDENTITY, "one");

        assertThat(failed("hi", identity))
                .hasMessageStartingWith("Discord has answered the request to post into channel " + id(general)
                        + " with 200, but what it says is not understood: ")
                .returns(true, DiscordException::isRetryable);
        assertThat(done("hi", identity).getHeader(DiscordConstants.MESSAGE_ID))
                .isEqualTo(id(general.messages().get(0)));
        done("next");
        assertThat(general.messages()).extracting(message -> message.content()).containsExactly("hi", "next");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<!DOCTYPE html> | it is no JSON, or not all of it",
                "'{\"id\": \"12'   | it is no JSON, or not all of it",
                "''              | it is empty"
            })
    void oneWithoutNonceIsToldAsItIs(String answer, String problem) throws Exception {
        doing("discord:send-message?channelId=" + id(general));
        discord.fault(Fault.answerAfterEffect(answer)).on("POST", MESSAGES).times(1);

        assertThat(failed("hi", Map.of()))
                .hasMessage("Discord did what it was asked, to post into channel " + id(general)
                        + ", but its answer is not understood: " + problem
                        + ". It is not asked again, which might do the same twice")
                .returns(false, DiscordException::isRetryable)
                .returns(200, DiscordException::getStatus);
        done("next");
        assertThat(general.messages()).hasSize(2);
    }

    /** It has an id, which is all that matters: whatever else is missing, it is there. */
    @ParameterizedTest
    @ValueSource(strings = {"author", "channel_id", "content", "timestamp", "type", "attachments", "mentions", "flags"})
    void aPostWhoseAnswerLacksSomethingIsPosted(String field) throws Exception {
        doing("discord:send-message?channelId=" + id(general));
        discord.fault(Fault.without(field)).on("POST", MESSAGES).times(1);

        Message sent = done("hi");
        assertThat(sent.getHeader(DiscordConstants.MESSAGE_ID))
                .isEqualTo(id(general.messages().get(0)));
        assertThat(sent.getBody(MessageCreated.class).channelId()).isEqualTo(id(general));
        assertThat(general.messages()).hasSize(1);
    }

    @Test
    void anEditIsMadeAgain() throws Exception {
        doing("discord:edit-message?channelId=" + id(general));
        var message = general.post(discord.bot(), "before");
        Map<String, Object> which = Map.of(DiscordConstants.MESSAGE_ID, id(message));
        discord.fault(Fault.garbage()).on("PATCH", "/channels/*/messages/*").times(1);

        assertThat(failed("after", which)).returns(true, DiscordException::isRetryable);
        done("after", which);
        assertThat(message.content()).isEqualTo("after");
    }

    @ParameterizedTest
    @CsvSource({
        "400, application/json, '{\"code\": \"many\", \"message\": 7}', its answer is not understood (400)",
        "403, text/html, <html>blocked</html>, 'an answer in HTML, which is not its own (403)'",
        "404, application/json, '{\"mess', '{\"mess (404)'",
        "500, text/html, <html>, server error (500)"
    })
    void aRefusalInAnyFormIsOne(int status, String type, String body, String words) throws Exception {
        doing("discord:send-message?channelId=" + id(general));
        discord.fault(Fault.answer(status, Map.of("Content-Type", type, "Via", "x"), body))
                .on("POST", MESSAGES)
                .times(1);

        assertThat(failed("hi", Map.of()))
                .hasMessage("Discord refused to post into channel " + id(general) + ": " + words)
                .returns(status, DiscordException::getStatus);
        done("next");
    }

    /** As Cloudflare does with an address that has asked too much. */
    @Test
    void anAddressThatIsRefusedAsksOnceAndGoesOnByItself() throws Exception {
        doing("discord:send-message?channelId=" + id(general));
        discord.fault(Fault.answer(429, Map.of("Content-Type", "text/html", "Retry-After", "1.5"), "error code: 1015"))
                .on("POST", MESSAGES)
                .times(1);
        var waiting = context.createProducerTemplate().asyncRequestBody("direct:do", "waits");
        discord.awaitCalls(1, "POST", MESSAGES, SOON);

        DiscordException held = Awaitility.await()
                .atMost(SOON)
                .ignoreExceptions()
                .until(() -> failed("is held back", Map.of()), failure -> failure instanceof HeldBackException);
        assertThat(held)
                .hasMessageMatching(
                        "Discord was not asked to post into channel \\d+: this address is refused by what stands before it, with a"
                                + " 429 that is not its own \\(Cloudflare's error 1015\\)\\. Requests go on at \\S+Z");
        assertThat(discord.calls("POST", MESSAGES)).hasSize(1);
        general.awaitMessage("waits", SOON);
        waiting.get();
        done("next");
        assertThat(discord.calls("POST", MESSAGES)).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"0.5, '', 1", "'', '{\"retry_after\": 0.4}', 1", "0, '{\"retry_after\": 0}', 1", "1, '{\"code\": 0}', 1"
    })
    void aRateLimitIsWaitedFor(String header, String body) throws Exception {
        doing("discord:send-message?channelId=" + id(general));
        Map<String, String> headers = header.isEmpty()
                ? Map.of("Via", "1.1 google", "Content-Type", "application/json")
                : Map.of("Via", "1.1 google", "Content-Type", "application/json", "Retry-After", header);
        discord.fault(Fault.answer(429, headers, body)).on("POST", MESSAGES).times(1);
        done("waits");

        var calls = discord.calls("POST", MESSAGES);
        assertThat(calls).hasSize(2);
        assertThat(Duration.between(calls.get(0).when(), calls.get(1).when()))
                .isGreaterThanOrEqualTo(Duration.ofMillis(990));
    }

    /** As many as could stand still at once do, and an answer of another route gets through. */
    @Test
    void aRouteThatStandsStillHoldsUpNoOther() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:slow")
                        .to("discord:send-typing?channelId=" + id(general))
                        .process(exchange -> open.await());
            }
        });
        doing("discord:send-message?channelId=" + id(general));
        var template = context.createProducerTemplate();
        ExecutorService senders = Executors.newCachedThreadPool();
        template.setExecutorService(senders);
        try {
            List<CompletableFuture<Exchange>> waiting = IntStream.range(0, 100)
                    .mapToObj(i -> template.asyncSend("direct:slow", exchange -> {}))
                    .toList();
            discord.awaitCalls(100, "POST", "/channels/*/typing", SOON);
            for (int i = 0; i < 5; i++) {
                done("goes " + i);
            }
            assertThat(general.messages()).hasSize(5);
            assertThat(waiting).noneMatch(CompletableFuture::isDone);
        } finally {
            open.countDown();
            senders.shutdown();
        }
    }

    private DiscordException failed(Object body, Map<String, Object> headers) {
        Exchange exchange = context.createProducerTemplate().request("direct:do", in -> {
            in.getMessage().setBody(body);
            in.getMessage().setHeaders(new java.util.HashMap<>(headers));
        });
        assertThat(exchange.getException()).isInstanceOf(DiscordException.class);
        return (DiscordException) exchange.getException();
    }
}
