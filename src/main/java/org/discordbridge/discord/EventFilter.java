package org.discordbridge.discord;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.discordbridge.discord.options.DirectMessages;
import org.discordbridge.discord.options.DiscordConfiguration;
import org.discordbridge.event.DiscordEvent;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.event.MessageDeleted;
import org.discordbridge.event.MessageEdited;
import org.discordbridge.event.Snowflakes;

/**
 * Decides which events an endpoint takes, by its options. If a filter asks for something that an event does not have,
 * or that Discord does not say, the event does not pass. Only {@code bots} lets an event pass when it is not known
 * whether a bot wrote it.
 */
final class EventFilter {
    private final boolean bots;
    private final boolean notices;
    private final Set<String> guilds;
    private final Set<String> channels;
    private final Set<String> users;
    private final Set<String> roles;
    private final Set<String> intents;
    private final String prefix;
    private final Pattern content;
    private final boolean takesGuilds;
    private final boolean takesDirectMessages;

    /** @throws IllegalArgumentException if an option is wrong; the message says which and why */
    EventFilter(DiscordConfiguration options) {
        bots = options.isBots();
        notices = options.isNotices();
        guilds = names(options.getGuilds());
        channels = names(options.getChannels());
        users = names(options.getUsers());
        roles = names(options.getRoles());
        intents = names(options.getIntent());
        prefix = options.getPrefix() == null || options.getPrefix().isEmpty() ? null : options.getPrefix();
        content = pattern(options.getContentPattern());
        takesGuilds = options.getDirectMessages() != DirectMessages.ONLY;
        takesDirectMessages = options.getDirectMessages() != DirectMessages.EXCLUDE;
    }

    /** Lists names in filters that nothing has which the bot sees at the moment, in a sentence each. */
    List<String> unknown(org.discordbridge.discord.session.call.ChannelCalls seen, IntentLook known) {
        return Stream.of(
                        known.unknown(intents).stream(),
                        unknown("guilds", "guild", guilds, seen::isGuild),
                        unknown("channels", "channel", channels, seen::isChannel),
                        unknown("roles", "role", roles, seen::isRole))
                .flatMap(sentences -> sentences)
                .toList();
    }

    private static Stream<String> unknown(String option, String noun, Set<String> names, Predicate<String> isKnown) {
        return names.stream()
                .filter(name -> Snowflakes.problem(name) != null && !isKnown.test(name))
                .sorted()
                .map(name -> "there is no " + noun + " '" + name + "' that the bot sees at the moment, and " + option
                        + " lets nothing pass for it. Correct the name, or let the bot see it");
    }

    boolean takesGuilds() {
        return takesGuilds;
    }

    boolean takesDirectMessages() {
        return takesDirectMessages;
    }

    /**
     * Returns whether an event passes all filters that are quick to check; called on a websocket thread.
     *
     * @param roleName finds the name of a role by guild and role
     */
    boolean passes(DiscordEvent event, BiFunction<String, String, String> roleName) {
        return isOfTheRightKind(event)
                && isInTheRightPlace(event)
                && (users.isEmpty() || isOneOf(users, event.userId(), event.userName()))
                && (roles.isEmpty() || hasRole(event, roleName))
                && (prefix == null || hasPrefix(event));
    }

    private boolean hasPrefix(DiscordEvent event) {
        String text = textOf(event);
        return text != null && text.startsWith(prefix);
    }

    private static String textOf(DiscordEvent event) {
        return event instanceof MessageDeleted deleted ? deleted.previousContent() : event.content();
    }

    boolean hasPattern() {
        return content != null;
    }

    /** Returns whether the pattern is found. Not for websocket threads: it may take long with a hostile text. */
    boolean passesText(DiscordEvent event) {
        if (content == null) {
            return true;
        }
        String text = textOf(event);
        return text != null && matches(text);
    }

    /** Returns whether the intent of an event is one of those wanted. */
    boolean passesIntent(DiscordEvent event) {
        return intents.isEmpty()
                || event instanceof MessageCreated message
                        && message.intent() != null
                        && intents.contains(message.intent());
    }

    private boolean matches(String text) {
        try {
            return content.matcher(new BoundedText(text)).find();
        } catch (StackOverflowError e) {
            throw new IllegalStateException(tooMuch(text, "memory of a thread"), null);
        }
    }

    private String tooMuch(String text, String what) {
        return "contentPattern '" + content + "' needs more " + what + " than there is for a text of " + text.length()
                + " characters: make it simpler, without repetitions in repetitions";
    }

    /** Ends a search that would take too long: the text throws after too many looks at its characters. */
    private final class BoundedText implements CharSequence {
        /** Takes some seconds. A search for {@code .*a.*b} in the longest text needs a third of it. */
        private static final int MOST_LOOKS = 100_000_000;

        private final String text;
        private int looks;

        BoundedText(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++looks > MOST_LOOKS) {
                throw new IllegalStateException(tooMuch(text, "time"));
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private boolean isOfTheRightKind(DiscordEvent event) {
        if (!bots && event.type().isActivity() && Boolean.TRUE.equals(event.userIsBot())) {
            return false;
        }
        if (event instanceof MessageCreated message) {
            return notices || MessageCreated.isWritten(message.messageType());
        }
        return !(event instanceof MessageEdited edited) || notices || MessageCreated.isWritten(edited.messageType());
    }

    private boolean isInTheRightPlace(DiscordEvent event) {
        boolean direct = event.guildId() == null && event.channelId() != null;
        return (direct ? takesDirectMessages : takesGuilds || event.guildId() == null)
                && (guilds.isEmpty() || isOneOf(guilds, event.guildId(), event.guildName()))
                && (channels.isEmpty()
                        || isOneOf(channels, event.channelId(), event.channelName())
                        || isOneOf(channels, event.parentChannelId(), event.parentChannelName()));
    }

    private boolean hasRole(DiscordEvent event, BiFunction<String, String, String> roleName) {
        Collection<String> held = event.userRoles();
        return held.stream().anyMatch(role -> isOneOf(roles, role, roleName.apply(event.guildId(), role)));
    }

    private static boolean isOneOf(Set<String> wanted, String id, String name) {
        return id != null && wanted.contains(id) || name != null && wanted.contains(name);
    }

    private static Set<String> names(String option) {
        return option == null
                ? Set.of()
                : Arrays.stream(option.split(","))
                        .map(String::strip)
                        .map(name -> name.startsWith("#") || name.startsWith("@") ? name.substring(1) : name)
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static Pattern pattern(String option) {
        if (option == null || option.isEmpty()) {
            return null;
        }
        try {
            return Pattern.compile(option);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "contentPattern '" + option + "' is not a regular expression: " + e.getDescription()
                            + " near index " + e.getIndex(),
                    e);
        }
    }
}
