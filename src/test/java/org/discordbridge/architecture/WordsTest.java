package org.discordbridge.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Checks the first words of the Javadoc: its first sentence has a verb or a noun, and stands alone. */
@Timeout(60)
class WordsTest {
    private static final Path MAIN = Path.of("src/main/java/org/discordbridge");
    private static final Pattern BANNED =
            Pattern.compile("/\\*\\*[\\s*]*((?:What|Whether|The same|How|Which|Whom?|Whose|Why|Where)\\b[^\\n*]*)");

    @Test
    void noJavadocBeginsWithAQuestionWord() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(MAIN)) {
            files = all.filter(file -> file.toString().endsWith(".java")).toList();
        }
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            banned(Files.readString(file)).forEach(words -> found.add(file.getFileName() + ": " + words));
        }

        assertThat(files).isNotEmpty();
        assertThat(found)
                .as("Begin with a verb or a noun: Returns whether …, Finds …, or empty")
                .isEmpty();
    }

    @Test
    void seesTheFirstWordsBesideAndBelowTheBeginningOfAComment() {
        assertThat(banned("/** Whether it is. */ a(); /**\n     * The same\n */ b(); // What\n/** Whatever. Why. */"))
                .containsExactly("Whether it is. ", "The same");
    }

    private static List<String> banned(String source) {
        return BANNED.matcher(source).results().map(found -> found.group(1)).toList();
    }
}
