package org.discordbridge.discord.options;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Checks the options that are one of few words, so that a wrong word is answered with the right ones. */
public final class Choices {
    private static final Map<String, Class<? extends Enum<?>>> OPTIONS = Map.of(
            "acknowledge", Acknowledge.class,
            "directMessages", DirectMessages.class,
            "gatewayEvents", GatewayEvents.class,
            "lateAnswers", LateAnswers.class,
            "ordered", Ordered.class);

    private Choices() {}

    /**
     * Checks options of an endpoint as they were written. Case and hyphens make no difference, as Camel has it.
     *
     * @throws IllegalArgumentException if a word is none of its option
     */
    public static void check(Map<String, Object> written) {
        OPTIONS.forEach((option, type) -> {
            if (written.get(option) instanceof String word && !word.startsWith("#")) {
                List<String> words = Arrays.stream(type.getEnumConstants())
                        .map(Choices::word)
                        .toList();
                if (words.stream().noneMatch(known -> plain(known).equals(plain(word)))) {
                    throw new IllegalArgumentException(option + " '" + Shortened.of(word)
                            + "' is not understood: it is "
                            + String.join(", ", words.subList(0, words.size() - 1)) + " or "
                            + words.get(words.size() - 1));
                }
            }
        });
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
    }
}
