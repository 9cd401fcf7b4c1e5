package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Callbacks and webhooks, which need no authorisation (Discord docs, Receiving and Responding). */
final class InteractionRoutes {
    private final World world;
    private final Interactions interactions;

    InteractionRoutes(World world, Interactions interactions) {
        this.world = world;
        this.interactions = interactions;
    }

    void register(Router router) {
        router.addOpen("POST", "/interactions/{interaction}/{token}/callback", this::callback);
        router.addOpen("POST", "/webhooks/{webhook}/{token}", this::post);
        router.addOpen("GET", "/webhooks/{webhook}/{token}/messages/{message}", this::get);
        router.addOpen("PATCH", "/webhooks/{webhook}/{token}/messages/{message}", this::edit);
        router.addOpen("DELETE", "/webhooks/{webhook}/{token}/messages/{message}", this::delete);
    }

    private Answer callback(Call call) {
        SimInteraction interaction = interactions.byToken(call.params.get("token"));
        if (interaction == null || interaction.id() != call.param("interaction")) {
            throw RestError.unknownInteraction();
        }
        if (interaction.isAcknowledged()) {
            throw RestError.of(400, 40060, "Interaction has already been acknowledged.");
        }
        if (interaction.overdue()) {
            throw RestError.unknownInteraction();
        }
        boolean response = call.flag("with_response");
        int type = call.body.path("type").asInt();
        requireAllowed(interaction, type);
        try {
            apply(call, interaction, type);
        } catch (RestError refused) {
            throw refused.under("data");
        }
        interaction.acknowledge((ObjectNode) call.body);
        return response ? Answer.ok(response(interaction, type)) : Answer.NO_CONTENT;
    }

    private void apply(Call call, SimInteraction interaction, int type) {
        JsonNode data = call.body.path("data");
        switch (type) {
            case 4 -> {
                MessageForm form = new MessageForm(world, data, call.files);
                form.checkNotEmpty();
                interaction.original = answer(interaction, form, 20);
            }
            case 5 -> {
                SimMessage thinking = message(interaction, 20);
                if ((data.path("flags").asLong(0) & ~SimMessage.EPHEMERAL) != 0) {
                    throw RestError.form("flags", "BASE_TYPE_CHOICES", "Only EPHEMERAL can be set here.");
                }
                thinking.flags = SimMessage.LOADING | data.path("flags").asLong(0) & SimMessage.EPHEMERAL;
                interaction.original = world.publish(thinking);
            }
            case 6 -> interaction.original = interaction.source;
            case 7 -> {
                new MessageForm(world, data, call.files).edit(interaction.source);
                interaction.original = interaction.source;
                world.updated(interaction.original, true);
            }
            case 8 -> checkSuggestions(data.path("choices"));
            default -> ModalForm.check(data);
        }
    }

    // Discord docs, Receiving and Responding > Interaction Callback Type
    private static void requireAllowed(SimInteraction interaction, int type) {
        List<Integer> allowed = switch (interaction.type) {
            case SimInteraction.COMMAND -> List.of(4, 5, 9);
            case SimInteraction.COMPONENT -> List.of(4, 5, 6, 7, 9);
            case SimInteraction.AUTOCOMPLETE -> List.of(8);
            default -> interaction.source == null ? List.of(4, 5) : List.of(4, 5, 6, 7);
        };
        if (!allowed.contains(type)) {
            throw RestError.form("type", "BASE_TYPE_CHOICES", "Value must be one of " + allowed + ".");
        }
    }

    private static void checkSuggestions(JsonNode choices) {
        if (!choices.isArray() || choices.size() > 25) {
            throw RestError.form("choices", "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.");
        }
        for (int i = 0; i < choices.size(); i++) {
            int length = choices.get(i).path("name").asText().length();
            if (length < 1 || length > 100 || !choices.get(i).path("value").isValueNode()) {
                throw RestError.form(
                        "choices." + i + ".name", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.");
            }
        }
    }

    private ObjectNode response(SimInteraction interaction, int type) {
        ObjectNode json = Json.object();
        ObjectNode about = json.putObject("interaction")
                .put("id", Json.id(interaction.id()))
                .put("type", interaction.type);
        if (interaction.original != null) {
            about.put("response_message_id", Json.id(interaction.original.id))
                    .put("response_message_loading", type == 5)
                    .put("response_message_ephemeral", interaction.original.ephemeral());
            if (type == 4 || type == 7) {
                ObjectNode resource = json.putObject("resource").put("type", type);
                resource.set("message", world.payloads.message(interaction.original));
            }
        }
        return json;
    }

    private Answer post(Call call) {
        if (call.param("webhook") != world.bot.id()) {
            return WebhookRoutes.execute(world, WebhookRoutes.withToken(world, call), call);
        }
        SimInteraction interaction = live(call);
        MessageForm form = new MessageForm(world, call);
        form.checkNotEmpty();
        SimMessage original = interaction.original;
        if (original != null && (original.flags & SimMessage.LOADING) != 0) {
            // the first follow-up of a deferred interaction becomes its answer
            settle(original, form);
            return Answer.ok(world.payloads.message(original));
        }
        SimMessage message = answer(interaction, form, 0);
        interaction.followUps.add(message);
        world.changed();
        return Answer.ok(world.payloads.message(message));
    }

    private Answer get(Call call) {
        return Answer.ok(world.payloads.message(target(call)));
    }

    private Answer edit(Call call) {
        SimMessage message = target(call);
        settle(message, new MessageForm(world, call));
        return Answer.ok(world.payloads.message(message));
    }

    private Answer delete(Call call) {
        target(call).delete();
        return Answer.NO_CONTENT;
    }

    private void settle(SimMessage message, MessageForm form) {
        form.edit(message);
        message.flags &= ~SimMessage.LOADING;
        world.updated(message, true);
    }

    private SimMessage target(Call call) {
        SimMessage message;
        if (call.param("webhook") != world.bot.id()) {
            message = WebhookRoutes.withToken(world, call).channel().history.get(call.param("message"));
            if (message == null || message.webhookId != call.param("webhook")) {
                throw RestError.unknownMessage();
            }
            return message;
        }
        SimInteraction interaction = live(call);
        if (call.params.get("message").equals("@original")) {
            message = interaction.original;
        } else {
            long id = call.param("message");
            message = interaction.followUps.stream()
                    .filter(one -> one.id == id)
                    .findFirst()
                    .orElse(null);
            if (message == null && interaction.original != null && interaction.original.id == id) {
                message = interaction.original;
            }
        }
        if (message == null || message.deleted) {
            throw RestError.unknownMessage();
        }
        return message;
    }

    private SimInteraction live(Call call) {
        SimInteraction interaction = interactions.byToken(call.params.get("token"));
        if (interaction == null || !interaction.isAcknowledged() && interaction.overdue()) {
            throw RestError.unknownWebhook();
        }
        if (interaction.dead()) {
            throw RestError.of(401, 50027, "Invalid Webhook Token");
        }
        if (!interaction.isAcknowledged()) {
            throw RestError.unknownWebhook();
        }
        return interaction;
    }

    private SimMessage answer(SimInteraction interaction, MessageForm form, int type) {
        SimMessage message = message(interaction, type);
        form.fill(message);
        return world.publish(message);
    }

    private SimMessage message(SimInteraction interaction, int type) {
        SimMessage message = new SimMessage(interaction.channel, world.bot);
        message.type = type;
        message.applicationId = world.bot.id();
        message.webhookId = world.bot.id();
        message.interactionId = interaction.id();
        message.interactionUser = interaction.user;
        return message;
    }
}
