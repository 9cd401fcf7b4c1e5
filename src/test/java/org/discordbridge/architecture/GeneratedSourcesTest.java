package org.discordbridge.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The build writes Camel's metadata into {@code src/generated}; before it does, it puts what was there aside. */
@Timeout(120)
class GeneratedSourcesTest {
    private static final Path GENERATED = Path.of("src/generated");
    private static final Path BEFORE = Path.of("target/generated-before");

    @Test
    void areCommittedAsTheyAreGenerated() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(GENERATED)) {
            files = all.filter(Files::isRegularFile).toList();
        }

        assertThat(files)
                .isNotEmpty()
                .allSatisfy(file -> assertThat(BEFORE.resolve(GENERATED.relativize(file)))
                        .as("The build has just written " + file + " anew: commit it")
                        .exists()
                        .hasSameTextualContentAs(file));
    }
}
