package org.discordbridge.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class JvmOptionsTest {
    @Test
    void ofNewerJvmsDifferInHowTheyStartOnly() throws IOException {
        assertThat(optionsOf("aot.options")).hasSizeGreaterThan(5).containsExactlyElementsOf(optionsOf("jvm.options"));
    }

    private static List<String> optionsOf(String file) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith("-"))
                .filter(line -> !line.matches(".*(Archive|Xlog:cds|AOTCache|UnlockDiagnostic|Tier4|C1Max).*"))
                .toList();
    }
}
