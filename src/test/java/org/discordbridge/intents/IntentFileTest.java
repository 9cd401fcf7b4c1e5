package org.discordbridge.intents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.discordbridge.yaml.YamlFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class IntentFileTest {
    @Test
    void readsIntents() {
        assertThat(IntentFile.read("a.yaml", """
                        # questions
                        intents:
                          - name: opening-hours
                            threshold: 0.6
                            examples:
                              - When are you open?
                              - "until when: today"
                          - name: help
                            examples: [help me]
                        """))
                .containsExactly(
                        new Intent("opening-hours", 0.6, List.of("When are you open?", "until when: today")),
                        new Intent("help", 0.45, List.of("help me")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            intents: [{name: a, examples: [b], score: 1}] | a.yaml, line 1: score is not known here: there are examples, name, threshold
            intents: [{name: a}]                          | a.yaml, line 1: examples is missing: it is a list
            intents: [{examples: [a]}]                    | a.yaml, line 1: name is missing: it is a name of its own, such as opening-hours
            intents: [{name: a b, examples: [b]}]         | a.yaml, line 1: name is 'a b': it may have letters, digits, hyphens and underscores
            intents: [{name: unknown, examples: [b]}]     | a.yaml, line 1: name is 'unknown', which is said of texts that no intent is near to
            intents: [{name: a, examples: []}]            | a.yaml, line 1: a has 0 examples: there must be from 1 to 1000
            intents: [{name: a, examples: ['']}]          | a.yaml, line 1: an example is a text that people may write, and this one is empty
            intents: [{name: a, examples: b}]             | a.yaml, line 1: examples must be a list
            intents: [{name: a, name: b}]                 | a.yaml, line 1: name is there twice
            intents: [a]                                  | a.yaml, line 1: names and values were expected, such as name: opening-hours
            intent: []                                    | a.yaml, line 1: intent is not known here: there are intents
            '# nothing'                                   | a.yaml: it has no intents. Delete the file if none is meant
            intents: [{name: [a], examples: [b]}]         | a.yaml, line 1: a single value was expected
            """)
    void saysWhatItDoesNotUnderstand(String text, String message) {
        assertThatThrownBy(() -> IntentFile.read("a.yaml", text))
                .isInstanceOf(YamlFileException.class)
                .hasMessage(message);
    }

    @Test
    void saysTheLine() {
        assertThatThrownBy(() -> IntentFile.read("a.yaml", """
                        intents:
                          - name: a
                            examples: [b]
                            threshold: 45%
                        """))
                .hasMessage("a.yaml, line 4: threshold is '45%': it must be a number from 0 to 1, such as 0.45");
        assertThatThrownBy(() -> IntentFile.read("a.yaml", """
                        intents:
                          - {name: a, examples: [b]}
                          - {name: a, examples: [c]}
                        """)).hasMessage("a.yaml, line 3: two intents are named a");
        assertThatThrownBy(() -> IntentFile.read("a.yaml", "intents:\n  - name: 'a\n"))
                .hasMessageStartingWith("a.yaml, line 3: this is no YAML (");
    }
}
