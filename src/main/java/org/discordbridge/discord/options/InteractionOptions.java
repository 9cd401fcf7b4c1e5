package org.discordbridge.discord.options;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** Options of commands, buttons, selects and forms, and of the operations that answer them. */
@UriParams
public class InteractionOptions extends EventOptions {
    @UriParam(
            label = "consumer",
            description = "For command: its name, 1 to 32 lower-case letters, digits or hyphens; of a sub-command "
                    + "the path, such as settings/colour or settings/theme/colour. For user-command and "
                    + "message-command: its name as the menu shows it. For autocomplete: the command whose "
                    + "option is typed.")
    private String name;

    @UriParam(label = "consumer", description = "For command: what it does, shown to people; 1 to 100 characters.")
    private String description;

    @UriParam(
            label = "consumer",
            description = "For command: its options as name:type:description, separated by semicolons. Types are "
                    + "string, integer, number, boolean, user, channel, role, mentionable and attachment; an "
                    + "exclamation mark after the type makes one required. What may be chosen stands in braces "
                    + "at the end, as label=value with a vertical bar between one and the next.")
    private String options;

    @UriParam(
            label = "consumer,advanced",
            description = "For commands: what the other options cannot say, as a JSON object in Discord's own form: "
                    + "default_member_permissions, contexts, integration_types, nsfw, name_localizations, "
                    + "description_localizations, and options with min_value, max_value, min_length, "
                    + "max_length, channel_types and the like, which add to those of the same name.")
    private String definition;

    @UriParam(
            label = "consumer",
            description = "For commands: ids of the guilds they are registered in, separated by commas. Everywhere "
                    + "unless set.")
    private String commandGuilds;

    @UriParam(label = "consumer", description = "For interactions: whether only who used it sees the answer.")
    private boolean ephemeral;

    @UriParam(
            label = "consumer",
            description = "For autocomplete: name of the option whose value is suggested. The body at the end of "
                    + "the route is the list of suggestions, at most 25: texts, numbers, or maps with name and "
                    + "value.")
    private String option;

    @UriParam(
            label = "consumer",
            description = "For button, select and modal: the custom id that the bot gave it, with an asterisk for "
                    + "any number of characters. The route whose custom id fits best gets it.")
    private String customId;

    @UriParam(
            label = "consumer",
            enums = "reply,update,none",
            defaultValue = "reply",
            description = "For interactions: what Discord is told at once, since it waits three seconds. That a "
                    + "reply will follow, that the message with the component may be updated, or nothing: then "
                    + "the route answers within two seconds, which opening a form needs.")
    private Acknowledge acknowledge = Acknowledge.REPLY;

    @UriParam(
            label = "producer",
            enums = "channel,dead-letter",
            defaultValue = "channel",
            description = "What becomes of an answer to an interaction after its 15 minutes: an ordinary post into "
                    + "the channel that the body names, or a failure of the exchange. An answer that only one "
                    + "person was to see is never posted; that is known of interactions that this process "
                    + "acknowledged, and of answers with flag 64.")
    private LateAnswers lateAnswers = LateAnswers.CHANNEL;

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getDescription() {
        return description;
    }

    public void setDescription(String description) {
        this.description = description;
    }

    public String getOptions() {
        return options;
    }

    public void setOptions(String options) {
        this.options = options;
    }

    public String getDefinition() {
        return definition;
    }

    public void setDefinition(String definition) {
        this.definition = definition;
    }

    public String getCommandGuilds() {
        return commandGuilds;
    }

    public void setCommandGuilds(String commandGuilds) {
        this.commandGuilds = commandGuilds;
    }

    public boolean isEphemeral() {
        return ephemeral;
    }

    public void setEphemeral(boolean ephemeral) {
        this.ephemeral = ephemeral;
    }

    public String getOption() {
        return option;
    }

    public void setOption(String option) {
        this.option = option;
    }

    public String getCustomId() {
        return customId;
    }

    public void setCustomId(String customId) {
        this.customId = customId;
    }

    public Acknowledge getAcknowledge() {
        return acknowledge;
    }

    public void setAcknowledge(Acknowledge acknowledge) {
        this.acknowledge = acknowledge;
    }

    public LateAnswers getLateAnswers() {
        return lateAnswers;
    }

    public void setLateAnswers(LateAnswers lateAnswers) {
        this.lateAnswers = lateAnswers;
    }
}
