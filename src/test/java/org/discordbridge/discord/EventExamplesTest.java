package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.discordbridge.event.EventType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the examples of events on the component's page, while everything happens that can happen. */
@Timeout(120)
class EventExamplesTest extends ExampleStage {
    private static final String SECTION = "An example of each event";
    private static final Pattern INPUT = Pattern.compile("- from:\n +uri: discord:(\\S+)");

    static Stream<PageExample> examples() {
        return PageExample.of(SECTION);
    }

    private static Set<EventType> events(PageExample example) {
        Set<EventType> events = EnumSet.noneOf(EventType.class);
        INPUT.matcher(example.text()).results().forEach(from -> events.addAll(EventType.matching(from.group(1))));
        return events;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void hearWhatTheySpeakOf(PageExample example) throws Exception {
        boolean posts = example.text().contains("discord:send-message");
        start(example);
        if (posts) {
            everythingInOrder();
        } else {
            everything();
        }

        await().atMost(ComponentStage.SOON)
                .untilAsserted(() -> assertThat(heard.entered).isEqualTo(events(example)));
        if (posts) {
            await().atMost(ComponentStage.SOON)
                    .until(() -> heard.done.size() >= events(example).size());
            assertThat(announcements.messages().toString()).isNotEqualTo("[]");
        }
        assertThat(heard.failed).isEmpty();
    }

    @Test
    void noEventIsWithoutOne() {
        Set<EventType> shown = EnumSet.noneOf(EventType.class);
        Stream.concat(examples(), PageExample.of("An example of each interaction"))
                .forEach(example -> shown.addAll(events(example)));

        assertThat(shown).containsExactly(EventType.values());
    }
}
