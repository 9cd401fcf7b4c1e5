package org.discordbridge.intents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.discordbridge.discord.Understanding.Nearest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RememberedTest {
    private final List<String> looked = new ArrayList<>();
    private final Remembered remembered = new Remembered(3 * 254);

    private CompletableFuture<Nearest> look(String text) {
        return remembered.get(text, () -> {
            looked.add(text);
            return new CompletableFuture<>();
        });
    }

    @Test
    void looksOnceAlsoWhileItIsLookedFor() {
        CompletableFuture<Nearest> first = look("aa");
        assertThat(look("aa")).isSameAs(first);
        first.complete(new Nearest("help", 1));
        assertThat(look("aa")).isSameAs(first);

        assertThat(looked).containsExactly("aa");
    }

    @Test
    void forgetsWhatWasAskedForLongestAgo() {
        look("aa");
        look("bb");
        look("cc");
        look("aa");
        look("dd");
        assertThat(remembered.bytes()).isEqualTo(3 * 254);

        look("aa");
        look("bb");
        assertThat(looked).containsExactly("aa", "bb", "cc", "dd", "bb");
        look("x".repeat(4000));
        assertThat(remembered.bytes()).isZero();
    }

    @Test
    void forgetsWhatFailedAndEverything() {
        CompletableFuture<Nearest> failed = look("aa");
        remembered.forget("aa", failed);
        CompletableFuture<Nearest> again = look("aa");
        remembered.forget("aa", failed);
        assertThat(look("aa")).isSameAs(again);
        remembered.clear();
        assertThat(remembered.bytes()).isZero();
        look("aa");

        assertThat(looked).containsExactly("aa", "aa", "aa");
    }
}
