package org.discordbridge.streams.rule;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import org.discordbridge.log.CapturedLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RuleFolderTest {
    @TempDir
    private Path folder;

    private static String rule(String name) {
        return "rules:\n  - {name: " + name + ", kind: flood, messages: 5, within: 5s}\n";
    }

    @Test
    void takesOverWhatIsNewChangedOrGone() throws Exception {
        RuleFolder rules = new RuleFolder(folder);
        assertThat(rules.look()).isFalse();
        Files.writeString(folder.resolve("a.yaml"), rule("one"));
        Files.writeString(folder.resolve("readme.txt"), "no rules");
        assertThat(rules.look()).isTrue();
        assertThat(rules.rules()).extracting(Rule::name).containsExactly("one");
        assertThat(rules.look()).isFalse();

        Files.writeString(folder.resolve("a.yaml"), rule("two"));
        Files.writeString(folder.resolve("b.yml"), rule("three"));
        assertThat(rules.look()).isTrue();
        assertThat(rules.rules()).extracting(Rule::name).containsExactly("two", "three");

        Files.delete(folder.resolve("a.yaml"));
        assertThat(rules.look()).isTrue();
        assertThat(rules.rules()).extracting(Rule::name).containsExactly("three");
    }

    @Test
    void keepsTheLastGoodVersionOfABrokenFileAndTellsOnce() throws Exception {
        RuleFolder rules = new RuleFolder(folder);
        Files.writeString(folder.resolve("a.yaml"), rule("one"));
        rules.look();
        try (CapturedLog log = CapturedLog.of(RuleFolder.class.getName(), Level.ERROR)) {
            Files.writeString(folder.resolve("a.yaml"), rule("two") + "more: 1\n");
            Files.writeString(folder.resolve("b.yaml"), rule("one"));
            assertThat(rules.look()).isFalse();
            rules.look();

            assertThat(rules.rules()).extracting(Rule::name).containsExactly("one");
            assertThat(log.messages())
                    .containsExactly(
                            "a.yaml, line 3: more is not known here: there are rules. Its last good rules go on",
                            "b.yaml: a.yaml has a rule named one too. None of its rules is in force");
            assertThat(rules.problems()).hasSize(2);

            Files.writeString(folder.resolve("a.yaml"), rule("two"));
            assertThat(rules.look()).isTrue();
            assertThat(rules.rules()).extracting(Rule::name).contains("two");
        }
    }

    @Test
    void oneFileThatCannotBeReadKeepsNoOtherFromIt() throws Exception {
        RuleFolder rules = new RuleFolder(folder);
        Files.writeString(folder.resolve("b.yaml"), rule("kept"));
        rules.look();
        Files.createDirectory(folder.resolve("a.yaml"));
        Files.write(folder.resolve("b.yaml"), new byte[] {'#', (byte) 0xe9, '\n'});
        Files.writeString(folder.resolve("c.yaml"), "[".repeat(500_000));
        Files.writeString(folder.resolve("d.yaml"), "#".repeat(1_000_001));
        Files.createSymbolicLink(folder.resolve("e.yaml"), folder.resolve("gone"));
        Files.writeString(folder.resolve("f.yaml"), rule("new"));
        assertThat(rules.look()).isTrue();

        assertThat(rules.rules()).extracting(Rule::name).containsExactly("kept", "new");
        assertThat(rules.problems())
                .containsExactly(
                        "a.yaml: this is no file that can be read. None of its rules is in force",
                        "b.yaml: this is no UTF-8. Save it as UTF-8. Its last good rules go on",
                        "c.yaml: it is nested too deeply to be read. None of its rules is in force",
                        "d.yaml: it has more than 1000000 bytes, so it was not read. None of its rules is in force");
        Files.delete(folder.resolve("a.yaml"));
        Files.writeString(folder.resolve("b.yaml"), rule("kept"));
        rules.look();
        assertThat(rules.problems()).hasSize(2);
    }

    @Test
    void aNameThatIsFreeAgainIsTaken() throws Exception {
        RuleFolder rules = new RuleFolder(folder);
        Files.writeString(folder.resolve("a.yaml"), rule("one"));
        Files.writeString(folder.resolve("b.yaml"), rule("one"));
        rules.look();
        assertThat(rules.problems()).hasSize(1);
        Files.delete(folder.resolve("a.yaml"));
        rules.look();
        assertThat(rules.rules()).extracting(Rule::name).containsExactly("one");
        assertThat(rules.problems()).isEmpty();
    }

    @Test
    void aRuleMayMoveToAnotherFile() throws Exception {
        RuleFolder rules = new RuleFolder(folder);
        Files.writeString(folder.resolve("a.yaml"), rule("one"));
        Files.writeString(folder.resolve("b.yaml"), rule("two"));
        rules.look();
        Files.writeString(folder.resolve("a.yaml"), rule("two"));
        Files.writeString(folder.resolve("b.yaml"), rule("one"));
        rules.look();
        assertThat(rules.rules()).extracting(Rule::name).containsExactly("two", "one");
        assertThat(rules.problems()).isEmpty();
    }

    @Test
    void keepsItsRulesWhenTheFolderCannotBeRead() throws Exception {
        Path inner = Files.createDirectory(folder.resolve("rules"));
        Files.writeString(inner.resolve("a.yaml"), rule("one"));
        RuleFolder rules = new RuleFolder(inner);
        rules.look();
        Files.delete(inner.resolve("a.yaml"));
        Files.delete(inner);
        try (CapturedLog log = CapturedLog.of(RuleFolder.class.getName(), Level.ERROR)) {
            assertThat(rules.look()).isFalse();
            assertThat(log.messages()).singleElement().asString().contains("cannot be read");
        }
        assertThat(rules.rules()).hasSize(1);
    }
}
