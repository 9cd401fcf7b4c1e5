package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Message;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.discordbridge.discord.options.DiscordConstants;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.Interaction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What was posted is not posted again, as far as a repository knows of it. */
@Timeout(120)
class PostRepositoryTest extends ProducerStage {
    private static final Map<String, Object> IDENTITY = Map.of(DiscordConstants.IDENTITY, "a");
    private static final Duration BEYOND_NONCES = Duration.ofHours(1);

    private final AtomicInteger failures = new AtomicInteger();
    private final MemoryStateRepository repository = new MemoryStateRepository() {
        @Override
        public void setState(String key, String value) {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("the repository is away");
            }
            super.setState(key, value);
        }
    };

    @BeforeEach
    void bind() {
        context.getRegistry().bind("posts", repository);
    }

    @Test
    void postsOnceEvenBeyondNonces() throws Exception {
        doing("discord:send-message?postRepository=#posts&channelId=" + id(general));
        Message first = done("once", IDENTITY);
        discord.advanceClock(BEYOND_NONCES);
        Message second = done("once", IDENTITY);
        done("once", Map.of(DiscordConstants.IDENTITY, "b"));
        done("once");
        done("once");

        assertThat(general.messages()).hasSize(4);
        assertThat(first.getHeader(DiscordConstants.DUPLICATE)).isEqualTo(false);
        assertThat(second.getHeader(DiscordConstants.DUPLICATE)).isEqualTo(true);
        assertThat(second.getHeader(DiscordConstants.MESSAGE_ID))
                .isEqualTo(first.getHeader(DiscordConstants.MESSAGE_ID));
        assertThat(second.getBody()).isEqualTo("once");
        assertThat(repository.getState("a#0"))
                .isEqualTo(id(general) + "/" + first.getHeader(DiscordConstants.MESSAGE_ID));
    }

    @Test
    void goesOnWhereAnAnswerOfSeveralPartsEnded() throws Exception {
        doing("discord:send-message?postRepository=#posts&channelId=" + id(general));
        String text = "line\n".repeat(1_000);
        discord.fault(Fault.error(403, 50013, "Missing Permissions"))
                .on("POST", "/channels/*/messages")
                .after(2)
                .times(1);
        var exchange = context.createProducerTemplate().request("direct:do", in -> {
            in.getMessage().setBody(text);
            in.getMessage().setHeaders(new java.util.HashMap<>(IDENTITY));
        });
        assertThat(exchange.getException()).isNotNull();
        assertThat(exchange.getMessage().getHeader(DiscordConstants.STATUS)).isEqualTo(403);
        assertThat(exchange.getMessage().getHeader(DiscordConstants.ERROR_CODE)).isEqualTo(50013);
        assertThat(general.messages()).hasSize(2);
        discord.advanceClock(BEYOND_NONCES);

        Message done = done(text, IDENTITY);

        assertThat(general.messages())
                .extracting(shown -> shown.content().length())
                .containsExactly(1999, 1999, 999);
        assertThat(done.getHeader(DiscordConstants.MESSAGE_IDS, List.class))
                .containsExactlyElementsOf(
                        general.messages().stream().map(ProducerStage::id).toList());
        assertThat(done.getHeader(DiscordConstants.DUPLICATE)).isEqualTo(false);
    }

    @Test
    void failsIfThatCannotBeKept() throws Exception {
        doing("discord:send-message?postRepository=#posts&channelId=" + id(general));
        failures.set(1);
        var exchange = context.createProducerTemplate().request("direct:do", in -> {
            in.getMessage().setBody("kept");
            in.getMessage().setHeaders(new java.util.HashMap<>(IDENTITY));
        });
        assertThat(exchange.getException()).hasMessage("the repository is away");
        done("kept", IDENTITY);

        // Discord's nonce has seen to that
        assertThat(general.messages()).hasSize(1);
    }

    @Test
    void protectsWhereDiscordDoesNot() throws Exception {
        Channel forum = home.addForum("news");
        doing("discord:send-message?postRepository=#posts&operationFromBody=true");
        List<Map<String, Object>> bodies = List.of(
                Map.of("operation", "send-webhook", "channel_id", id(general), "content", "w".repeat(3_000)),
                Map.of(
                        "operation",
                        "create-post",
                        "channel_id",
                        id(forum),
                        "thread_name",
                        "Today",
                        "content",
                        "f".repeat(3_000)),
                Map.of("operation", "create-thread", "channel_id", id(general), "thread_name", "Talk"));
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < bodies.size(); i++) {
                Message done = done(bodies.get(i), Map.of(DiscordConstants.IDENTITY, "body" + i));
                assertThat(done.getHeader(DiscordConstants.DUPLICATE, false, Boolean.class))
                        .isEqualTo(round == 1);
            }
            discord.advanceClock(BEYOND_NONCES);
        }

        assertThat(general.messages())
                .filteredOn(shown -> shown.content().startsWith("w"))
                .hasSize(2);
        assertThat(home.channels())
                .filteredOn(channel -> channel.name().equals("Today"))
                .singleElement()
                .satisfies(thread -> assertThat(thread.messages()).hasSize(2));
        assertThat(home.channels())
                .filteredOn(channel -> channel.name().equals("Talk"))
                .hasSize(1);
    }

    @Test
    void answersACommandOnce() throws Exception {
        context.addRoutes(new org.apache.camel.builder.RouteBuilder() {
            @Override
            public void configure() {
                from("discord:command?name=ask&description=Asks").to("mock:asked");
            }
        });
        doing("discord:send-message?postRepository=#posts");
        org.awaitility.Awaitility.await()
                .until(() -> !discord.calls("PUT", "/applications/*/commands").isEmpty());
        Interaction use = discord.slashCommand(ada, general, "ask", Map.of());
        use.awaitAcknowledged(SOON);
        Map<String, Object> answer = Map.of("content", "c".repeat(3_000), "interaction_token", use.token());
        done(answer, IDENTITY);
        Message again = done(answer, IDENTITY);

        assertThat(use.awaitReply(SOON).content()).startsWith("ccc");
        assertThat(use.followUps()).hasSize(1);
        assertThat(again.getHeader(DiscordConstants.DUPLICATE)).isEqualTo(true);
    }

    @Test
    void triesTheAnswerToACommandAgainInItsPlace() throws Exception {
        context.addRoutes(new org.apache.camel.builder.RouteBuilder() {
            @Override
            public void configure() {
                from("discord:command?name=ask&description=Asks").to("mock:asked");
            }
        });
        doing("discord:send-message?postRepository=#posts");
        org.awaitility.Awaitility.await()
                .until(() -> !discord.calls("PUT", "/applications/*/commands").isEmpty());
        Interaction use = discord.slashCommand(ada, general, "ask", Map.of());
        use.awaitAcknowledged(SOON);
        discord.fault(Fault.statusAfterEffect(500))
                .on("PATCH", "/webhooks/*/*/messages/@original")
                .times(1);
        Map<String, Object> answer = Map.of("content", "here", "interaction_token", use.token());
        var exchange = context.createProducerTemplate().request("direct:do", in -> {
            in.getMessage().setBody(answer);
            in.getMessage().setHeaders(new java.util.HashMap<>(IDENTITY));
        });
        assertThat(exchange.getException()).isNotNull();
        done(answer, IDENTITY);

        assertThat(use.awaitReply(SOON).content()).isEqualTo("here");
        assertThat(use.followUps()).isEmpty();
    }
}
