package org.discordbridge.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class EventTypeTest {
    @Test
    void isFoundByItsName() {
        assertThat(EventType.matching("reaction-added")).containsExactly(EventType.REACTION_ADDED);
    }

    @Test
    void isFoundByAGlob() {
        assertThat(EventType.matching("message-*"))
                .containsExactlyInAnyOrder(
                        EventType.MESSAGE_CREATED,
                        EventType.MESSAGE_EDITED,
                        EventType.MESSAGE_CHANGED,
                        EventType.MESSAGE_DELETED,
                        EventType.MESSAGE_SYSTEM);
        assertThat(EventType.matching("*-user-*"))
                .containsExactlyInAnyOrder(
                        EventType.SCHEDULED_EVENT_USER_ADDED, EventType.SCHEDULED_EVENT_USER_REMOVED);
        assertThat(EventType.matching("typing*")).containsExactly(EventType.TYPING);
    }

    @Test
    void isFoundInAList() {
        assertThat(EventType.matching("role-*, typing,role-created"))
                .containsExactlyInAnyOrder(
                        EventType.ROLE_CREATED, EventType.ROLE_UPDATED, EventType.ROLE_DELETED, EventType.TYPING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "message-*", "reaction-*", "member-*", "thread-*", "channel-*", "role-*", "voice-*",
                "scheduled-event-*", "poll-vote-*", "automod-*", "audit-log-entry", "invite-*", "presence-*", "typing",
                "raw"
            })
    void hasEveryFamily(String family) {
        assertThat(EventType.matching(family)).isNotEmpty();
    }

    @Test
    void isAllButInteractionsForAnAsterisk() {
        assertThat(EventType.matching("*"))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(EventType.values())
                        .filter(type -> !type.isInteraction())
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"message-created,nonsense", "nonsense", "nonsense ,typing"})
    void isNotMadeUp(String list) {
        assertThatThrownBy(() -> EventType.matching(list))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no event 'nonsense'. Events are " + EventType.names());
    }

    @Test
    void mustMatchTheWholeName() {
        assertThatThrownBy(() -> EventType.matching("age-*")).hasMessageStartingWith("there is no event 'age-*'.");
        assertThatThrownBy(() -> EventType.matching("message.created"))
                .hasMessageStartingWith("there is no event 'message.created'.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "typing,", ",typing", "typing,,raw"})
    void mustHaveAName(String list) {
        assertThatThrownBy(() -> EventType.matching(list))
                .hasMessage("a name is missing. Events are " + EventType.names());
    }
}
