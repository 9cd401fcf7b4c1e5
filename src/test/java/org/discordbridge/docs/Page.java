package org.discordbridge.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One page of the docs in Markdown, with its links and its anchors. */
record Page(Path file, String text) {
    static final Path README = Path.of("README.md");
    static final Path FOLDER = Path.of("src/main/docs");

    private static final Pattern FENCE = Pattern.compile("(?ms)^ *```.*?^ *```$");
    private static final Pattern CODE = Pattern.compile("`[^`\n]*`");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]\n]*]\\(([^)\\s]+)\\)");
    private static final Pattern OTHER_LINK = Pattern.compile("(?m)^ *\\[[^\\]\n]+]: .*|(?i)<a .*|(?i)<img .*|]\\[.*");
    private static final Pattern TABLE = Pattern.compile("(?m)(^\\|.*\n?)+");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+)$");

    static Page of(Path file) {
        try {
            return new Page(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Finds the page of that name in the folder of the docs. */
    static Page named(String name) {
        return of(FOLDER.resolve(name));
    }

    /** Returns README and every page below the folder of the docs. */
    static List<Page> all() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return Stream.concat(
                            Stream.of(README),
                            files.filter(file -> file.toString().endsWith(".md"))
                                    .sorted())
                    .map(Page::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns where its links and pictures lead, as they are written. */
    List<String> links() {
        return LINK.matcher(words()).results().map(link -> link.group(1)).toList();
    }

    /** Returns links in any form that {@link #links()} does not read. */
    List<String> otherLinks() {
        return OTHER_LINK.matcher(words()).results().map(MatchResult::group).toList();
    }

    /** Returns its headings, as they are written. */
    List<String> headings() {
        return HEADING.matcher(FENCE.matcher(text).replaceAll(""))
                .results()
                .map(heading -> heading.group(1))
                .toList();
    }

    /** Returns the anchors that GitHub gives its headings, as long as no two are the same. */
    List<String> anchors() {
        return headings().stream()
                .map(heading -> heading.replaceAll("]\\([^)]*\\)", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    /** Returns its tables, each as its lines. */
    List<List<String>> tables() {
        return TABLE.matcher(FENCE.matcher(text).replaceAll(""))
                .results()
                .map(table -> table.group().lines().toList())
                .toList();
    }

    private String words() {
        return CODE.matcher(FENCE.matcher(text).replaceAll("")).replaceAll("");
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
