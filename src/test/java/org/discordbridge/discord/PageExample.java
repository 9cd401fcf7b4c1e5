package org.discordbridge.discord;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One block of code on the component's page, under the heading that is nearest. */
record PageExample(String section, String title, String language, String text) {
    private static final Path PAGE = Path.of("src/main/docs/discord-component.adoc");
    private static final Pattern PART =
            Pattern.compile("(?ms)^==+ ([^\n]+)$|(?:^\\.([^\n]+)\n)?^\\[source,(\\w+)]\n----\n(.*?)\n----$");

    static List<PageExample> all() {
        String[] section = {""};
        return PART.matcher(page())
                .results()
                .flatMap(part -> {
                    if (part.group(1) != null) {
                        section[0] = part.group(1);
                        return Stream.empty();
                    }
                    return Stream.of(new PageExample(section[0], part.group(2), part.group(3), part.group(4)));
                })
                .toList();
    }

    static String page() {
        try {
            return Files.readString(PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The examples in YAML of a section. */
    static Stream<PageExample> of(String section) {
        return all().stream().filter(example -> example.section.equals(section) && "yaml".equals(example.language));
    }

    /** Whether it begins with an input or with beans, and not in the middle of a route. */
    boolean isWhole() {
        return text.matches("(?s)- (from|route|beans):.*");
    }

    @Override
    public String toString() {
        return title == null ? section + ": " + text.lines().findFirst().orElse("") : title;
    }
}
