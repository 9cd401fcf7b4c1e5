package org.discordbridge.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the pages together: links, anchors, tables, and what is named elsewhere. */
@Timeout(30)
class PagesTest {
    private static final Pattern NAVIGATION = Pattern.compile("(?m)^  - .+: (\\S+\\.md)$");
    private static final Pattern NAMED = Pattern.compile("src/main/docs/[-a-z/]+\\.(?:md|adoc)");

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkAndAnchorLeadsSomewhere(Page page) {
        assertThat(page.otherLinks())
                .as("links in another form than [text](target)")
                .isEmpty();
        for (String link : page.links()) {
            if (link.contains("://")) {
                assertThat(link).startsWith("https://");
                continue;
            }
            String[] parts = link.split("#", 2);
            Path target = parts[0].isEmpty()
                    ? page.file()
                    : page.file().toAbsolutePath().resolveSibling(parts[0]).normalize();
            assertThat(target).as("%s in %s", link, page).isRegularFile();
            if (parts.length == 2) {
                assertThat(target.toString()).as("%s in %s", link, page).endsWith(".md");
                assertThat(Page.of(target).anchors()).as("%s in %s", link, page).contains(parts[1]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void noHeadingIsThereTwice(Page page) {
        // GitHub and the site number such anchors in ways of their own
        if (!page.file().endsWith("changelog.md")) {
            assertThat(page.anchors()).doesNotHaveDuplicates();
        }
        assertThat(page.headings()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void noTableIsBroken(Page page) {
        // a row follows a row, a heading an empty line
        assertThat(page.text()).doesNotContainPattern("(?m)^\\|.*\\|\n[^|\n]").doesNotContainPattern("[^|\n]\n\\|[^-]");
    }

    @Test
    void readmeIsShort() throws IOException {
        assertThat(Files.readAllLines(Page.README)).hasSizeLessThanOrEqualTo(250);
    }

    @Test
    void readmeLeadsToEveryPage() {
        Set<String> linked = Page.of(Page.README).links().stream()
                .map(link -> link.replaceFirst("#.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(linked).containsAll(pages().skip(1).map(Page::toString).toList());
    }

    @Test
    void siteHasEveryPage() throws IOException {
        assertThat(NAVIGATION
                        .matcher(Files.readString(Path.of(".ci/mkdocs.yml")))
                        .results()
                        .map(entry -> entry.group(1)))
                .containsExactlyInAnyOrderElementsOf(pages().map(Page::toString).toList());
    }

    @Test
    void everyPageThatIsNamedElsewhereIsThere() throws IOException {
        Set<String> named = new TreeSet<>();
        for (String start : List.of("src", "routes", "schemas", "kubernetes", "monitoring", ".")) {
            try (Stream<Path> files = Files.walk(Path.of(start), ".".equals(start) ? 1 : 20)) {
                for (Path file : files.filter(Files::isRegularFile)
                        .filter(file -> !file.toString().endsWith(".png"))
                        .toList()) {
                    NAMED.matcher(Files.readString(file)).results().forEach(found -> named.add(found.group()));
                }
            }
        }

        assertThat(named)
                .contains("src/main/docs/settings.md")
                .allSatisfy(file -> assertThat(Path.of(file)).isRegularFile());
    }

    private static Stream<Page> pages() {
        return Page.all().stream();
    }
}
