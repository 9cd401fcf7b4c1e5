package org.discordbridge.streams.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.discordbridge.yaml.YamlFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class RuleFileTest {
    @Test
    void readsWhateverARuleMaySay() {
        List<Rule> rules = RuleFile.read("all.yaml", """
                rules:
                  - name: one
                    kind: same-text
                    by: several
                    people: 4
                    channels: 5
                    within: 30s
                    severity: high
                    pause: 1h
                    guilds: [123456789012345678]
                    exempt:
                      roles: [1, "18446744073709551615"]
                      channels: [2]
                      bots: false
                  - {name: two, kind: flood, links: 7, within: 5s}
                  - {name: three, kind: joins, people: 10, younger-than: 7d, within: 1h}
                  - {name: four, kind: newcomers, people: 3, within: 2m, severity: LOW}
                """);

        assertThat(rules.get(0))
                .isEqualTo(new Rule(
                        "one",
                        new Pattern.SameText(5, 4),
                        Duration.ofSeconds(30),
                        Severity.HIGH,
                        Duration.ofHours(1),
                        true,
                        Set.of(1L, -1L),
                        Set.of(2L),
                        Set.of(123456789012345678L)));
        assertThat(rules.get(1))
                .isEqualTo(new Rule(
                        "two",
                        new Pattern.Flood(Pattern.Counted.LINKS, 7, true),
                        Duration.ofSeconds(5),
                        Severity.MEDIUM,
                        Duration.ofMinutes(10),
                        false,
                        Set.of(),
                        Set.of(),
                        Set.of()));
        assertThat(rules.get(2).pattern()).isEqualTo(new Pattern.Joins(10, Duration.ofDays(7)));
        assertThat(rules.get(3).pattern()).isEqualTo(new Pattern.Newcomers(3));
    }

    static List<Arguments> mistakes() {
        String rule = "rules:\n  - name: a\n    kind: flood\n    messages: 5\n    within: 5s\n";
        return List.of(
                Arguments.of(
                        rule + "    colour: red\n",
                        "line 6: colour is not known here: there are by, exempt, files,"
                                + " guilds, kind, links, mentions, messages, name, pause, severity, within"),
                Arguments.of(
                        rule.replace("5s", "5 s"),
                        "line 5: within is '5 s': it must be a time such as 30s, 10m, 12h"
                                + " or 7d, of at most 3600s"),
                Arguments.of(
                        rule.replace("5s", "2h"),
                        "line 5: within is '2h': it must be a time such as 30s, 10m, 12h or" + " 7d, of at most 3600s"),
                Arguments.of(
                        rule.replace(": 5\n", ": 101\n"),
                        "line 4: messages is '101': it must be a whole number from 1" + " to 100"),
                Arguments.of(
                        rule.replace("flood", "storm"),
                        "line 3: kind is 'storm': it must be one of flood, joins," + " newcomers, same-text"),
                Arguments.of(
                        rule.replace("    kind: flood\n", ""),
                        "line 2: kind is missing: it is one of flood, joins," + " newcomers, same-text"),
                Arguments.of(
                        rule + "    links: 3\n",
                        "line 6: a flood counts one thing: messages, mentions, links or files"),
                Arguments.of(
                        rule.replace("    messages: 5\n", ""),
                        "line 3: a flood needs messages, mentions, links or" + " files: the number that makes one"),
                Arguments.of(
                        rule.replace("name: a", "name: a b"),
                        "line 2: name is 'a b': it may have letters, digits," + " hyphens and underscores"),
                Arguments.of(rule + "    exempt: {roles: [mods]}\n", "line 6: roles has 'mods': an id has digits only"),
                Arguments.of(
                        rule + "    exempt: {users: []}\n",
                        "line 6: users is not known here: there are bots, channels," + " roles"),
                Arguments.of(rule + "    name: b\n", "line 6: name is there twice"),
                Arguments.of(rule + rule.substring(7), "two rules are named a"),
                Arguments.of(
                        rule + "\t- x\n",
                        "line 6: this is no YAML (found character '\\t(TAB)' that cannot start any"
                                + " token. (Do not use \\t(TAB) for indentation))"),
                Arguments.of("rules: none\n", "line 1: rules must be a list"),
                Arguments.of("- a\n", "line 1: names and values were expected, such as kind: flood"),
                Arguments.of("", "it has no rules. Delete the file if none is meant"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void tellsAMistakeWithItsLine(String text, String message) {
        assertThatThrownBy(() -> RuleFile.read("my.yaml", text))
                .isInstanceOf(YamlFileException.class)
                .hasMessage("my.yaml" + (message.startsWith("line") ? ", " : ": ") + message);
    }

    @Test
    void rulesThatShipAreOnAndKnown() throws Exception {
        RuleFolder folder = new RuleFolder(Path.of("rules"));
        folder.look();

        assertThat(folder.problems()).isEmpty();
        assertThat(folder.rules())
                .extracting(Rule::name, Rule::pattern, Rule::within)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(
                                "same-text-everywhere", new Pattern.SameText(5, 1), Duration.ofSeconds(30)),
                        org.assertj.core.groups.Tuple.tuple(
                                "message-flood",
                                new Pattern.Flood(Pattern.Counted.MESSAGES, 10, true),
                                Duration.ofSeconds(5)),
                        org.assertj.core.groups.Tuple.tuple(
                                "young-accounts-join",
                                new Pattern.Joins(10, Duration.ofDays(7)),
                                Duration.ofSeconds(30)));
        assertThat(Files.readString(Path.of("rules/raid.yaml"))).contains("GUILD_MEMBERS");
    }
}
