package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.discordbridge.discord.options.DiscordConstants;
import org.discordbridge.discord.session.DiscordException;
import org.discordbridge.event.InteractionEvent;
import org.discordbridge.event.ModalSubmitted;
import org.discordbridge.simulator.Interaction;
import org.discordbridge.simulator.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms: opened as the first response, filled in, and answered. */
@Timeout(120)
class ModalOperationsTest extends InteractionStage {
    private static final Map<String, Object> FORM = Map.of(
            "title",
            "Your opinion",
            "custom_id",
            "feedback",
            "fields",
            List.of(
                    Map.of("custom_id", "subject", "label", "Subject", "max_length", 50),
                    Map.of("custom_id", "text", "label", "What", "style", "paragraph", "required", false)));

    private void opening(String from) throws Exception {
        serving("open", from, exchange -> exchange.getMessage().setBody(FORM), "discord:open-modal");
    }

    @Test
    void aButtonOpensAFormWhoseFieldsArrive() throws Exception {
        opening("discord:button?customId=tell&acknowledge=none");
        serving(
                "form",
                "discord:modal?customId=feed*&ephemeral=true",
                exchange -> exchange.getMessage()
                        .setBody(answer(exchange.getMessage().getBody(InteractionEvent.class), "thank you")),
                "discord:send-message");
        context.start();
        Message menu = posted(button("tell"));

        Interaction opened = discord.pressButton(ada, menu, "tell").awaitAcknowledged(SOON);
        assertThat(opened.callbackType()).isEqualTo(9);
        Interaction sent = discord.submitModal(opened, Map.of("subject", "Tea", "text", "More of it"));
        Exchange exchange = taken("form", 1);

        assertThat(sent.awaitReply(SOON).content()).isEqualTo("thank you");
        ModalSubmitted form = exchange.getMessage().getBody(ModalSubmitted.class);
        assertThat(form.customId()).isEqualTo("feedback");
        assertThat(form.fields()).containsExactly(Map.entry("subject", "Tea"), Map.entry("text", "More of it"));
        assertThat(form.messageId()).isEqualTo(id(menu));
        assertThat(form.content()).isEqualTo("Tea\nMore of it");
        assertThat(sent.awaitReply(SOON).flags() & 64).isEqualTo(64);
        assertThat(exchange.getMessage().getHeader(DiscordConstants.CUSTOM_ID)).isEqualTo("feedback");
    }

    @Test
    void aCommandOpensAFormInDiscordsOwnForm() throws Exception {
        serving(
                "open",
                "discord:command?name=tell&description=Tells&acknowledge=none",
                exchange -> exchange.getMessage()
                        .setBody(Map.of(
                                "title",
                                "T",
                                "custom_id",
                                "t",
                                "components",
                                "[{\"type\":1,\"components\":[{\"type\":4,\"custom_id\":\"a\",\"style\":1,"
                                        + "\"label\":\"A\"}]}]")),
                "discord:open-modal");
        serving("form", "discord:modal?customId=t");
        startWith(1);

        Interaction opened =
                discord.slashCommand(ada, general, "tell", Map.of()).awaitAcknowledged(SOON);
        discord.submitModal(opened, Map.of("a", "b"));

        ModalSubmitted form = taken("form", 1).getMessage().getBody(ModalSubmitted.class);
        assertThat(form.fields()).containsExactly(Map.entry("a", "b"));
        assertThat(form.messageId()).isNull();
    }

    @Test
    void aFormMustBeTheFirstResponse() throws Exception {
        serving("open", "discord:button?customId=tell");
        doing("discord:open-modal");
        Interaction pressed = discord.pressButton(ada, posted(button("tell")), "tell");
        InteractionEvent event = taken("open", 1).getMessage().getBody(InteractionEvent.class);

        Map<String, Object> late = new java.util.HashMap<>(FORM);
        late.putAll(answer(event, ""));
        refused(late, DiscordException.class)
                .hasMessage("No form was opened: interaction " + pressed.id() + " is acknowledged already, and a form"
                        + " can only be the first response. Set acknowledge=none where the route begins");
        late.put("interaction_token", "somebody's");
        refused(late, DiscordException.class)
                .hasMessage("Discord refused to open a form: Unknown interaction (404, code 10062)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|title of the form must have 1 to 45 characters: there is none",
                "{\"title\":\"T\"}|custom_id of the form must have 1 to 100 characters: there is none",
                "{\"title\":\"T\",\"custom_id\":\"t\"}|A form has 1 to 5 fields: neither fields nor components of the"
                        + " body are set",
                "{\"title\":\"T\",\"custom_id\":\"t\",\"fields\":[]}|A form has 1 to 5 fields: there are 0",
                "{\"title\":\"T\",\"custom_id\":\"t\",\"fields\":\"{}\"}|fields of the form is not a list",
                "{\"title\":\"T\",\"custom_id\":\"t\",\"fields\":[1]}|A field of the form is not an object with"
                        + " custom_id and label",
                "{\"title\":\"T\",\"custom_id\":\"t\",\"fields\":[{\"label\":\"L\"}]}|A field of the form needs a"
                        + " custom_id, and a label of 1 to 45 characters",
                "{\"title\":\"T\",\"custom_id\":\"t\",\"fields\":[{\"label\":\"L\",\"custom_id\":\"x\",\"style\":\"bold\"}]}"
                        + "|style 'bold' of field x is neither short nor paragraph"
            })
    void aFormIsCheckedBeforeDiscordIsAsked(String json, String message) throws Exception {
        doing("discord:open-modal");
        @SuppressWarnings("unchecked")
        Map<String, Object> body = new com.fasterxml.jackson.databind.ObjectMapper().readValue(json, Map.class);
        body.put("interaction_id", "1");
        body.put("interaction_token", "t");
        refused(body, IllegalArgumentException.class).hasMessage(message);
    }
}
