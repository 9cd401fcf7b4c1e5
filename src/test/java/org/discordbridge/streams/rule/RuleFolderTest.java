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
