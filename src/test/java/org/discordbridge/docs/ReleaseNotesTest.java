package org.discordbridge.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The notes of a release, of a changelog as ours. */
@Timeout(60)
class ReleaseNotesTest {
    private static final List<String> CHANGELOG = List.of(
            "# Changelog",
            "",
            "## Unreleased",
            "",
            "- New: not yet.",
            "",
            "## 0.2.0 (2027-01-05)",
            "",
            "About the whole.",
            "",
            "- New: an option.",
            "- Fix: it was wrong.",
            "- Change, for Java only: another name.",
            "- New: one more.",
            "",
            "## 0.1.0",
            "",
            "- New: the first.");

    @Test
    void haveWhatIsUnderTheVersionByKind() {
        assertThat(new ReleaseNotes(CHANGELOG).of("0.2.0")).isEqualTo("""
                        # discord-bridge 0.2.0

                        About the whole.

                        ## Change

                        - Change, for Java only: another name.

                        ## New

                        - an option.
                        - one more.

                        ## Fix

                        - it was wrong.
                        """);
    }

    @Test
    void areNotMadeOfNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReleaseNotes(CHANGELOG).of("0.3.0"))
                .withMessage("The changelog has no section \"## 0.3.0\". Rename \"Unreleased\" to it, with its date");
    }

    @Test
    void loseNoLineOfOurChangelog() throws IOException {
        List<String> ours = Files.readAllLines(Path.of("src/main/docs/changelog.md"));

        assertThat(ours.stream().filter(line -> line.startsWith("- ")))
                .allMatch(line -> line.matches("- (New|Fix|Change)\\b.*"));
        assertThat(new ReleaseNotes(CHANGELOG).unreleased()).isEqualTo(1);
    }
}
