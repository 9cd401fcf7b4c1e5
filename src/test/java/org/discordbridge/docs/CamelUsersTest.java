package org.discordbridge.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds what camel-users.md shows to the projects in {@code src/it}, which are run as they are. */
@Timeout(30)
class CamelUsersTest {
    private static final String PAGE = Page.named("camel-users.md").text();
    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\n(.*?)```", Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(strings = {"camel-main", "spring-boot", "quarkus"})
    void showsTheRouteOfTheProjects(String project) {
        assertThat(Path.of("src/it", project, "src/main/resources/camel/ping.camel.yaml"))
                .hasContent(blocks("yaml").get(0));
    }

    @Test
    void theBotHasTenLinesAtMost() {
        assertThat(blocks("yaml").get(0).lines()).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void showsJavaThatIsCompiledAndRun() {
        assertThat(blocks("java")).hasSize(2);
        assertThat(Path.of("src/it/camel-main/src/test/java/org/example/PingTest.java"))
                .content()
                .contains(blocks("java").get(0));
        assertThat(Path.of("src/it/spring-boot/src/main/java/org/example/Application.java"))
                .content()
                .contains(blocks("java").get(1));
    }

    @Test
    void namesEachKamelet() {
        for (String name : List.of("discord-source", "discord-command-source", "discord-sink")) {
            assertThat(Path.of("kamelets", name + ".kamelet.yaml")).isRegularFile();
            assertThat(PAGE).contains("| `" + name + "` |");
        }
    }

    private static List<String> blocks(String language) {
        return BLOCK.matcher(PAGE)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }
}
