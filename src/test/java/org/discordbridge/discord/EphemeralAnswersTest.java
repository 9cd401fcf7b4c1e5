package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.discordbridge.discord.options.DiscordConstants;
import org.discordbridge.discord.session.DiscordException;
import org.discordbridge.event.InteractionEvent;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.FaultRule;
import org.discordbridge.simulator.Interaction;
import org.discordbridge.simulator.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only who asked is to see is never seen by anybody else. */
@Timeout(120)
class EphemeralAnswersTest extends InteractionStage {
    private static final int EPHEMERAL = 64;
    private static final String CALLBACK = "/interactions/*/*/callback";

    private Interaction used;
    private InteractionEvent event;

    private void serve(String options, String to) throws Exception {
        serving("work", "discord:command?name=work&description=Works" + options);
        doing(to);
        awaitCommands(1);
    }

    private void use() {
        used = discord.slashCommand(ada, general, "work", Map.of());
        event = taken("work", 1).getMessage().getBody(InteractionEvent.class);
    }

    @Test
    void failIfTheAcknowledgementDid() throws Exception {
        serve("&ephemeral=true", "discord:send-message");
        discord.fault(Fault.status(500)).on("POST", CALLBACK);
        use();

        // it keeps its token: without one, the answer would be an ordinary post
        Map<String, Object> answer = new HashMap<>(answer(event, "secret"));
        answer.put("channel_id", id(general));
        refused(answer, DiscordException.class).hasMessageContaining("for one person's eyes only");

        assertThat(general.messages()).isEmpty();
    }

    @Test
    void arriveIfOnlyDiscordsWordOfTheAcknowledgementWasLost() throws Exception {
        serve("&ephemeral=true", "discord:send-message");
        discord.fault(Fault.statusAfterEffect(500)).on("POST", CALLBACK).times(1);
        use();

        Map<String, Object> answer = new HashMap<>(answer(event, "secret"));
        answer.put("channel_id", id(general));
        done(answer);

        assertThat(used.awaitReply(SOON)).satisfies(reply -> {
            assertThat(reply.content()).isEqualTo("secret");
            assertThat(reply.flags() & EPHEMERAL).isEqualTo(EPHEMERAL);
        });
    }

    @Test
    void goOnUnseenAfterARestart() throws Exception {
        MemoryStateRepository posts = new MemoryStateRepository();
        context.getRegistry().bind("posts", posts);
        serve("&ephemeral=true", "discord:send-message?postRepository=#posts");
        use();
        used.awaitAcknowledged(SOON);
        Map<String, Object> answer = answer(event, "word ".repeat(900));
        Map<String, Object> headers = Map.of(DiscordConstants.IDENTITY, "long");
        FaultRule cut =
                discord.fault(Fault.error(403, 50013, "Missing Permissions")).on("POST", "/webhooks/*/*");
        assertThat(sent(context, answer, headers).getException()).isExactlyInstanceOf(DiscordException.class);
        cut.stop();
        context.stop();

        DefaultCamelContext next = new DefaultCamelContext();
        ComponentStage.configure(next, discord);
        next.getRegistry().bind("posts", posts);
        next.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:do").to("discord:send-message?postRepository=#posts");
            }
        });
        try (next) {
            next.start();
            assertThat(sent(next, answer, headers).getException()).isNull();
        }

        assertThat(used.awaitFollowUps(2, SOON))
                .allSatisfy(message -> assertThat(message.flags() & EPHEMERAL).isEqualTo(EPHEMERAL));
        String text = Stream.concat(Stream.of(used.awaitReply(SOON)), used.followUps().stream())
                .map(Message::content)
                .collect(Collectors.joining(" "));
        assertThat(text.split(" +")).hasSize(900);
        assertThat(general.messages()).isEmpty();
    }

    private static Exchange sent(DefaultCamelContext from, Object body, Map<String, Object> headers) {
        return from.createProducerTemplate().request("direct:do", in -> {
            in.getMessage().setBody(body);
            in.getMessage().setHeaders(new HashMap<>(headers));
        });
    }
}
