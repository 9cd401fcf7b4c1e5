package org.discordbridge.intents;

import java.util.List;

/**
 * Holds an intent as its file has it.
 *
 * @param name what messages are said to mean
 * @param threshold how near a text must be to it, from 0 to 1
 * @param examples texts that mean it, at least one
 */
record Intent(String name, double threshold, List<String> examples) {
    /** Takes nine of ten right texts, and two of a hundred that mean something else: src/main/docs/intents.md. */
    static final double USUAL_THRESHOLD = 0.45;

    Intent {
        examples = List.copyOf(examples);
    }
}
