package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.discordbridge.discord.options.DiscordConstants;
import org.discordbridge.discord.session.DiscordException;
import org.discordbridge.event.ComponentUsed;
import org.discordbridge.event.EventType;
import org.discordbridge.event.InteractionEvent;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.Interaction;
import org.discordbridge.simulator.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Buttons and selects: who gets them, and how they are answered. */
@Timeout(120)
class ComponentsTest extends InteractionStage {
    private static final String CALLBACKS = "/interactions/*/*/callback";

    private static InteractionEvent event(Exchange exchange) {
        return exchange.getMessage().getBody(InteractionEvent.class);
    }

    private static Map<String, Object> select(String customId, int type) {
        Map<String, Object> select = new HashMap<>(Map.of("type", type, "custom_id", customId, "max_values", 2));
        if (type == 3) {
            select.put(
                    "options",
                    List.of(Map.of("label", "Red", "value", "red"), Map.of("label", "Blue", "value", "blue")));
        }
        return select;
    }

    @Test
    void aButtonIsAnsweredByItsRoute() throws Exception {
        serving(
                "order",
                "discord:button?customId=order-*",
                exchange -> exchange.getMessage().setBody(answer(event(exchange), "ordered")),
                "discord:send-message");
        context.start();
        Message menu = posted(button("order-tea"), button("other"));

        Interaction pressed = discord.pressButton(ada, menu, "order-tea");
        Exchange exchange = taken("order", 1);

        assertThat(pressed.awaitReply(SOON).content()).isEqualTo("ordered");
        assertThat(pressed.callbackType()).isEqualTo(5);
        ComponentUsed used = exchange.getMessage().getBody(ComponentUsed.class);
        assertThat(used.type()).isEqualTo(EventType.BUTTON);
        assertThat(used.customId()).isEqualTo("order-tea");
        assertThat(used.messageId()).isEqualTo(id(menu));
        assertThat(used.userId()).isEqualTo(id(ada));
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(DiscordConstants.CUSTOM_ID, "order-tea")
                .containsEntry(DiscordConstants.EVENT, "button");
    }

    @Test
    void theCustomIdThatFitsBestDecides() throws Exception {
        serving("any", "discord:button?customId=*");
        serving("orders", "discord:button?customId=order-*");
        serving("tea", "discord:button?customId=order-tea");
        context.start();
        Message menu = posted(button("order-tea"), button("order-milk"), button("else"));

        discord.pressButton(ada, menu, "order-tea");
        discord.pressButton(ada, menu, "order-milk");
        discord.pressButton(ada, menu, "else");

        assertThat(event(taken("tea", 1)).interaction().user().name()).isEqualTo("Ada");
        taken("orders", 1);
        taken("any", 1);
        assertThat(takenBy("any") + takenBy("orders") + takenBy("tea")).isEqualTo(3);
    }

    @Test
    void whatIsChosenArrives() throws Exception {
        serving("chosen", "discord:select?customId=*&ephemeral=true");
        context.start();
        Message menu = posted(select("colours", 3));
        Message people = posted(select("people", 5));

        Interaction chosen = discord.choose(ada, menu, "colours", "red", "blue");
        ComponentUsed used = (ComponentUsed) event(taken("chosen", 1));
        assertThat(used.type()).isEqualTo(EventType.SELECT);
        assertThat(used.values()).containsExactly("red", "blue");
        assertThat(used.content()).isEqualTo("red blue");
        assertThat(chosen.callback().orElseThrow().path("data").path("flags").asInt())
                .isEqualTo(64);
        discord.choose(ada, people, "people", id(ada));
        assertThat(((ComponentUsed) event(taken("chosen", 2))).values()).containsExactly(id(ada));
    }

    @Test
    void theMessageMayBeUpdatedInstead() throws Exception {
        serving(
                "vote",
                "discord:button?customId=vote&acknowledge=update",
                exchange -> exchange.getMessage().setBody(answer(event(exchange), "one vote")),
                "discord:edit-message");
        context.start();
        Message poll = posted(button("vote"));

        Interaction pressed = discord.pressButton(ada, poll, "vote");
        taken("done", 1);

        assertThat(pressed.callbackType()).isEqualTo(6);
        assertThat(poll.content()).isEqualTo("one vote");
        assertThat(pressed.reply()).isEmpty();
    }

    @Test
    void anAnswerIsAddedBelowAnUpdate() throws Exception {
        serving(
                "vote",
                "discord:button?customId=vote&acknowledge=update&ephemeral=true",
                exchange -> exchange.getMessage().setBody(answer(event(exchange), "thank you")),
                "discord:reply-interaction");
        context.start();
        Message poll = posted(button("vote"));

        Interaction pressed = discord.pressButton(ada, poll, "vote");

        Message added = pressed.awaitFollowUps(1, SOON).get(0);
        assertThat(added.content()).isEqualTo("thank you");
        assertThat(added.flags() & 64).isEqualTo(64);
        assertThat(poll.content()).isEqualTo("use it");
        // Discord need not be asked what it shows
        assertThat(discord.calls("GET", "/webhooks/*/*/messages/@original")).isEmpty();
    }

    @Test
    void aRouteMayAnswerAtOnce() throws Exception {
        serving(
                "quick",
                "discord:button?customId=quick&acknowledge=none&ephemeral=true",
                exchange -> exchange.getMessage().setBody("here"),
                "discord:reply-interaction");
        serving(
                "change",
                "discord:button?customId=change&acknowledge=none",
                exchange -> exchange.getMessage().setBody(answer(event(exchange), "changed")),
                "discord:edit-message");
        context.start();
        Message menu = posted(button("quick"), button("change"));

        Interaction quick = discord.pressButton(ada, menu, "quick");
        assertThat(quick.awaitReply(SOON).content()).isEqualTo("here");
        assertThat(quick.callbackType()).isEqualTo(4);
        assertThat(quick.awaitReply(SOON).flags() & 64).isEqualTo(64);
        Interaction change = discord.pressButton(ada, menu, "change");
        taken("done", 2);
        assertThat(change.callbackType()).isEqualTo(7);
        assertThat(menu.content()).isEqualTo("changed");
    }

    @Test
    void aFirstAnswerThatDiscordTakesWithoutSayingMoreIsDone() throws Exception {
        serving(
                "quick",
                "discord:button?customId=quick&acknowledge=none",
                exchange -> exchange.getMessage().setBody("here"),
                "discord:reply-interaction");
        serving(
                "change",
                "discord:button?customId=change&acknowledge=none",
                exchange -> exchange.getMessage().setBody(answer(event(exchange), "changed")),
                "discord:edit-message");
        context.start();
        Message menu = posted(button("quick"), button("change"));
        discord.fault(Fault.statusAfterEffect(204)).on("POST", "/interactions/*/*/callback");

        Interaction quick = discord.pressButton(ada, menu, "quick");
        assertThat(taken("done", 1).getMessage().getHeader(DiscordConstants.MESSAGE_ID))
                .isEqualTo(id(quick.awaitReply(SOON)));
        discord.pressButton(ada, menu, "change");
        assertThat(taken("done", 2).getMessage().getHeader(DiscordConstants.MESSAGE_ID))
                .isEqualTo(id(menu));
        assertThat(menu.content()).isEqualTo("changed");
        assertThat(discord.calls("POST", "/interactions/*/*/callback")).hasSize(2);
    }

    @Test
    void whoUsesWhatNobodyServesIsToldSo() throws Exception {
        serving("one", "discord:button?customId=one&users=bob");
        context.start();
        Message menu = posted(button("one"), button("gone"));
        discord.addCommand("lost");

        try (CapturedLog log =
                CapturedLog.of("org.discordbridge.discord.session.interaction.Interactions", Level.WARN)) {
            Message told = discord.pressButton(ada, menu, "gone").awaitReply(SOON);
            assertThat(told.content()).isEqualTo("This is not available any more.");
            assertThat(told.flags() & 64).isEqualTo(64);
            assertThat(discord.slashCommand(ada, general, "lost", Map.of())
                            .awaitReply(SOON)
                            .content())
                    .isEqualTo("This command is not available at the moment.");
            assertThat(discord.pressButton(ada, menu, "one").awaitReply(SOON).content())
                    .isEqualTo("You cannot use this here.");
            for (String unserved : List.of("(button gone)", "(command lost)")) {
                assertThat(log.messages(unserved))
                        .singleElement()
                        .asString()
                        .endsWith("has no route; who used it is told that it is not available");
            }
        }
        assertThat(takenBy("one")).isZero();
    }

    @Test
    void whoServesNothingLeavesInteractionsToOthers() throws Exception {
        serving("typing", "discord:typing");
        context.start();
        Message menu = posted(button("theirs"));
        try (CapturedLog log =
                CapturedLog.of("org.discordbridge.discord.session.interaction.Interactions", Level.WARN)) {
            discord.pressButton(ada, menu, "theirs");
            Awaitility.await().atMost(SOON).until(() -> !log.messages("theirs").isEmpty());
            assertThat(log.messages("theirs").get(0)).endsWith("(button theirs) has no route and is not answered");
        }
        assertThat(discord.calls("POST", CALLBACKS)).isEmpty();
    }

    @Test
    void theButtonOfARemovedRouteIsNotAvailableAnyMore() throws Exception {
        serving("stays", "discord:button?customId=stays");
        serving("goes", "discord:button?customId=goes");
        context.start();
        Message menu = posted(button("stays"), button("goes"));
        context.getRouteController().stopRoute("goes");
        context.removeRoute("goes");

        Awaitility.await().atMost(SOON).until(() -> {
            Interaction pressed = discord.pressButton(ada, menu, "goes").awaitAcknowledged(SOON);
            return pressed.callbackType() == 4;
        });
    }

    @Test
    void whatCannotBeAcknowledgedIsStillDelivered() throws Exception {
        serving("one", "discord:button?customId=one");
        context.start();
        Message menu = posted(button("one"));
        discord.fault(Fault.status(500)).on("POST", CALLBACKS).times(1);

        discord.pressButton(ada, menu, "one");

        assertThat(event(taken("one", 1)).interactionToken()).isNull();
        assertThat(taken("one", 1).getMessage().getHeader(DiscordConstants.INTERACTION_TOKEN))
                .isNull();
    }

    @Test
    void replyInteractionNeedsAnInteraction() throws Exception {
        doing("discord:reply-interaction");
        refused("text", IllegalArgumentException.class)
                .hasMessage("There is no token for reply-interaction: neither interaction_token of the body, nor header"
                        + " CamelDiscordInteractionToken is set");
    }

    @Test
    void longAnswersAreForOnePersonsEyesToTheEnd() throws Exception {
        serving(
                "long",
                "discord:button?customId=long&ephemeral=true",
                exchange -> exchange.getMessage().setBody("word ".repeat(900)),
                "discord:reply-interaction");
        context.start();
        Interaction pressed = discord.pressButton(ada, posted(button("long")), "long");

        assertThat(pressed.awaitFollowUps(2, SOON)).allMatch(part -> (part.flags() & 64) == 64);
        assertThat(pressed.awaitReply(SOON).flags() & 64).isEqualTo(64);
    }

    @Test
    void anEditFailsIfTheInteractionIsOver() throws Exception {
        doing("discord:edit-message");
        refused(Map.of("content", "x", "interaction_token", "nonsense"), DiscordException.class)
                .hasMessageStartingWith("Discord refused to edit the answer to an interaction: ");
    }
}
