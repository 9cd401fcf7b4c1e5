package org.discordbridge.assistant;

import java.util.List;

/** Continues conversations. */
public interface ChatModel {
    /**
     * Returns what comes next in a conversation. Blocks until it is there.
     *
     * @param prompt how the model should behave
     * @param turns from the oldest to the newest
     * @throws ModelException if there is no usable answer
     */
    String answer(String prompt, List<Turn> turns);
}
