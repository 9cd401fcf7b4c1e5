package org.discordbridge.discord.operation;

import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it costs to cut answers into parts: one that needs no cut, and one of eight parts with a code block in it. */
@State(Scope.Thread)
public class SplitterPiece {
    private static final String SENTENCE = "The quick brown fox jumps over the lazy dog, then says so in more words.\n";

    private final String small = SENTENCE;
    private final String large =
            SENTENCE.repeat(60) + "```java\n" + "int i = 0; // and so on\n".repeat(200) + "```\n" + SENTENCE.repeat(60);

    @Benchmark
    public List<String> splitShortText() {
        return MessageSplitter.split(small);
    }

    @Benchmark
    public List<String> splitLongText() {
        return MessageSplitter.split(large);
    }
}
