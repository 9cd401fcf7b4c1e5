package org.discordbridge.discord;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.awaitility.Awaitility;
import org.discordbridge.event.InteractionEvent;
import org.discordbridge.simulator.Message;

/** Routes that serve interactions, and people who use them. */
abstract class InteractionStage extends ProducerStage {
    /** What an answer's map is made of. */
    static Map<String, Object> answer(InteractionEvent event, String content) {
        return Map.of(
                "content", content,
                "interaction_token", event.interactionToken(),
                "interaction_id", event.interactionId());
    }

    /** Adds a route whose exchanges end at the mock of its id. */
    void serving(String id, String from) throws Exception {
        serving(id, from, exchange -> {});
    }

    /** The same, with something done to each exchange first. */
    void serving(String id, String from, Consumer<Exchange> work) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(from).routeId(id).to("mock:" + id).process(work::accept);
            }
        });
    }

    /** The same, and what is made of each exchange goes to an operation. */
    void serving(String id, String from, Consumer<Exchange> work, String to) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(from)
                        .routeId(id)
                        .to("mock:" + id)
                        .process(work::accept)
                        .to(to)
                        .to("mock:done");
            }
        });
    }

    /** Starts it, and waits until so many commands are registered everywhere. */
    void startWith(int commands) {
        context.start();
        awaitCommands(commands);
    }

    void awaitCommands(int count) {
        Awaitility.await(count + " commands")
                .atMost(SOON)
                .until(() -> discord.commands().size() == count);
    }

    /** Waits for so many exchanges of a route, and returns the last one. */
    Exchange taken(String id, int count) {
        MockEndpoint mock = context.getEndpoint("mock:" + id, MockEndpoint.class);
        Awaitility.await(count + " exchanges of " + id).atMost(SOON).until(() -> mock.getReceivedCounter() >= count);
        return mock.getExchanges().get(count - 1);
    }

    int takenBy(String id) {
        return context.getEndpoint("mock:" + id, MockEndpoint.class).getReceivedCounter();
    }

    /** Lets the bot post something with components. */
    Message posted(Object... components) {
        List<Map<String, Object>> row = List.of(Map.of("type", 1, "components", List.of(components)));
        org.apache.camel.ProducerTemplate template = context.createProducerTemplate();
        String url = "discord:send-message?channelId=" + general.id();
        int before = general.messages().size();
        template.requestBody(url, Map.of("content", "use it", "components", row));
        return general.awaitMessages(before + 1, SOON).get(before);
    }

    static Map<String, Object> button(String customId) {
        return Map.of("type", 2, "style", 1, "label", "Press", "custom_id", customId);
    }
}
