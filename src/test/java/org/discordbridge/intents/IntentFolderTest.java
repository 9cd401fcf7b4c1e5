package org.discordbridge.intents;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.yaml.YamlFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Timeout(60)
class IntentFolderTest {
    private static final Logger LOG = LoggerFactory.getLogger(IntentFolderTest.class);

    @TempDir
    private Path folder;

    private static String intent(String name) {
        return "intents:\n  - {name: " + name + ", examples: [hello]}\n";
    }

    @Test
    void takesOverWhatIsNewChangedOrGone() throws Exception {
        YamlFolder<Intent> intents = IntentFile.folder(folder, LOG);
        assertThat(intents.look()).isFalse();
        Files.writeString(folder.resolve("a.yaml"), intent("one"));
        Files.writeString(folder.resolve("readme.txt"), "no intents");
        assertThat(intents.look()).isTrue();
        assertThat(intents.all()).extracting(Intent::name).containsExactly("one");
        assertThat(intents.look()).isFalse();

        Files.writeString(folder.resolve("a.yaml"), intent("two"));
        Files.writeString(folder.resolve("b.yml"), intent("one"));
        assertThat(intents.look()).isTrue();
        assertThat(intents.all()).extracting(Intent::name).containsExactly("two", "one");

        Files.delete(folder.resolve("a.yaml"));
        assertThat(intents.look()).isTrue();
        assertThat(intents.all()).extracting(Intent::name).containsExactly("one");
        assertThat(intents.problems()).isEmpty();
    }

    @Test
    void keepsTheLastGoodVersionOfABrokenFileAndTellsOnce() throws Exception {
        YamlFolder<Intent> intents = IntentFile.folder(folder, LOG);
        Files.writeString(folder.resolve("a.yaml"), intent("one"));
        intents.look();
        try (CapturedLog log = CapturedLog.of(LOG.getName(), Level.ERROR)) {
            Files.writeString(folder.resolve("a.yaml"), intent("two") + "more: 1\n");
            Files.write(folder.resolve("b.yaml"), new byte[] {(byte) 0xff});
            Files.createDirectory(folder.resolve("c.yaml"));
            Files.writeString(folder.resolve("d.yaml"), intent("four"));
            Files.writeString(folder.resolve("e.yaml"), intent("four"));
            assertThat(intents.look()).isTrue();
            assertThat(intents.look()).isFalse();

            assertThat(intents.all()).extracting(Intent::name).containsExactly("one", "four");
            assertThat(log.messages())
                    .containsExactlyInAnyOrder(
                            "a.yaml, line 3: more is not known here: there are intents. Its last good intents go on",
                            "b.yaml: this is no UTF-8. Save it as UTF-8. None of its intents is in force",
                            "c.yaml: this is no file that can be read. None of its intents is in force",
                            "e.yaml: d.yaml has an intent named four too. None of its intents is in force");
            assertThat(intents.problems()).hasSize(4);

            Files.writeString(folder.resolve("a.yaml"), intent("two"));
            assertThat(intents.look()).isTrue();
            assertThat(intents.all()).extracting(Intent::name).containsExactly("two", "four");
            assertThat(intents.problems()).hasSize(3);
        }
    }

    @Test
    void goesOnWithoutItsFolder() throws Exception {
        Path inside = Files.createDirectory(folder.resolve("inside"));
        YamlFolder<Intent> intents = IntentFile.folder(inside, LOG);
        Files.writeString(inside.resolve("a.yaml"), intent("one"));
        intents.look();
        Files.move(inside, folder.resolve("elsewhere"));
        try (CapturedLog log = CapturedLog.of(LOG.getName(), Level.ERROR)) {
            assertThat(intents.look()).isFalse();
            assertThat(intents.look()).isFalse();

            assertThat(intents.all()).hasSize(1);
            assertThat(log.messages())
                    .singleElement()
                    .asString()
                    .endsWith("): the intents in force go on. Make the folder, or let INTENTS name another");
        }
    }
}
