package org.discordbridge.discord.session.interaction;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.discordbridge.event.AutocompleteRequested;
import org.discordbridge.event.CommandInvoked;
import org.discordbridge.event.ComponentUsed;
import org.discordbridge.event.EventType;
import org.discordbridge.event.InteractionEvent;
import org.discordbridge.event.ModalSubmitted;

/**
 * Says which interactions one route serves, and how Discord is told in time.
 *
 * @param types kinds of interactions
 * @param name path of a command; of a component or form its custom id, where an asterisk stands for any number of
 *     characters
 * @param option for {@link EventType#AUTOCOMPLETE}: the option whose value is suggested; else null
 * @param guilds ids of the guilds a command is registered in; empty for a global command
 * @param acknowledgement the answer that Discord gets at once
 * @param ephemeral whether only the person who used it sees the answer
 */
public record InteractionMatch(
        Set<EventType> types,
        String name,
        String option,
        Set<String> guilds,
        Acknowledgement acknowledgement,
        boolean ephemeral) {

    /**
     * Kinds of answers that Discord gets at once (Discord docs, Receiving and Responding > Interaction Callback Type).
     */
    public enum Acknowledgement {
        /** Announces an answer: people see that the bot is thinking. */
        REPLY(5),
        /** Announces that the message of the component may change: people see nothing. */
        UPDATE(6),
        /** Sends nothing: the route answers within three seconds. */
        NONE(0);

        private final int callback;

        Acknowledgement(int callback) {
            this.callback = callback;
        }

        int callback() {
            return callback;
        }
    }

    public InteractionMatch {
        types = Set.copyOf(types);
        guilds = Set.copyOf(guilds);
    }

    /** Returns whether both fit the same interactions equally well. */
    public boolean isSameAs(InteractionMatch other) {
        return types.stream().anyMatch(other.types::contains)
                && name.equals(other.name)
                && Objects.equals(option, other.option)
                && guilds.equals(other.guilds);
    }

    /** Describes it for messages to people. */
    public String describe() {
        return types.stream().map(EventType::eventName).sorted().collect(Collectors.joining(",")) + " '" + name + "'"
                + (option == null ? "" : " option '" + option + "'");
    }

    /**
     * Returns how well an interaction fits: 0 for not at all, and more for better.
     *
     * @param guildId the guild where the used command is registered; null for a global command
     */
    int fit(InteractionEvent event, String guildId) {
        if (!types.contains(event.type())) {
            return 0;
        }
        if (event instanceof CommandInvoked command) {
            return command.command().equals(name) ? inGuild(guildId) : 0;
        }
        if (event instanceof AutocompleteRequested request) {
            return request.command().equals(name) && request.option().equals(option) ? inGuild(guildId) : 0;
        }
        String customId = event instanceof ComponentUsed used ? used.customId() : ((ModalSubmitted) event).customId();
        if (customId.equals(name)) {
            return Integer.MAX_VALUE;
        }
        return name.indexOf('*') >= 0 && matches(name, customId) ? name.length() : 0;
    }

    /**
     * Rates where the command is registered. Another place than declared is better than no match: the registration may
     * be older than the route.
     */
    private int inGuild(String guildId) {
        return guildId == null && guilds.isEmpty() || guildId != null && guilds.contains(guildId) ? 2 : 1;
    }

    /** Returns whether a text matches a glob: an asterisk stands for any number of characters. */
    private static boolean matches(String glob, String text) {
        int at = 0;
        int star = -1;
        int retry = 0;
        int i = 0;
        while (i < text.length()) {
            if (at < glob.length() && glob.charAt(at) == '*') {
                star = at++;
                retry = i;
            } else if (at < glob.length() && glob.charAt(at) == text.charAt(i)) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++retry;
            } else {
                return false;
            }
        }
        while (at < glob.length() && glob.charAt(at) == '*') {
            at++;
        }
        return at == glob.length();
    }
}
