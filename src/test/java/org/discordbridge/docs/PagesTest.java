package org.discordbridge.docs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
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
        assertThat(page.anchors()).isNotEmpty().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void noTableIsBroken(Page page) {
        for (List<String> table : page.tables()) {
            assertThat(table).as("a table of %s", page).hasSizeGreaterThan(2);
            assertThat(table.get(1))
                    .as("the line below %s in %s", table.get(0), page)
                    .matches("\\|(-+\\|)+");
            assertThat(table)
                    .as("rows of %s", page)
                    .allSatisfy(row -> assertThat(cells(row)).as(row).isEqualTo(cells(table.get(1))));
        }
        assertThat(page.text()).as("an empty line before a table").doesNotContainPattern("\n[^|\n].*\n\\|[^\n]*\n\\|-");
    }

    private static long cells(String row) {
        return Pattern.compile("(?<!\\\\)\\|").matcher(row).results().count() - 1;
    }

    @Test
    void guaranteesTellTheSameOfEverySituation() {
        List<String> situations = Pattern.compile("\n##+ ")
                .splitAsStream(Page.named("guarantees.md").text())
                .skip(1)
                .filter(section -> section.strip().contains("\n"))
                .toList();

        assertThat(situations)
                .hasSizeGreaterThan(20)
                .allSatisfy(section -> assertThat(section)
                        .containsSubsequence(
                                "\n*Situation:*", "\n*What happens:*", "\n*What you see:*", "\n*Setting:*"));
    }

    @Test
    void whatSeveralBridgesLogIsInTheSources() throws IOException {
        StringBuilder sources = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/org/discordbridge"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sources.append(Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", ""));
            }
        }
        String section = Page.named("troubleshooting.md")
                .text()
                .split("\n## Several of them\n")[1]
                .split("\n## ")[0];
        List<String> lines = Pattern.compile("(?m)^\\| (`.+`) \\|")
                .matcher(section)
                .results()
                .flatMap(row -> Stream.of(row.group(1).split("`(, )?")))
                .flatMap(line -> Stream.of(line.split("…")))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();

        assertThat(lines).hasSizeGreaterThan(10);
        assertThat(lines.stream().filter(part -> sources.indexOf(part) < 0))
                .as("no line of the log any more")
                .isEmpty();
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
        for (String start :
                List.of("src/main", "src/test/java", "routes", "schemas", "kubernetes", "monitoring", ".")) {
            try (Stream<Path> files = Files.walk(Path.of(start), ".".equals(start) ? 1 : 20)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    NAMED.matcher(Files.readString(file, ISO_8859_1))
                            .results()
                            .forEach(found -> named.add(found.group()));
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
