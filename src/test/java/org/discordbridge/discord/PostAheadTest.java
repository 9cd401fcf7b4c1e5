package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.discordbridge.discord.options.DiscordConstants;
import org.discordbridge.discord.options.PostRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An exchange goes on before a repository has kept what was posted, where Discord's nonce protects it meanwhile. */
@Timeout(120)
class PostAheadTest extends ProducerStage {
    private static final Map<String, Object> IDENTITY = Map.of(DiscordConstants.IDENTITY, "a");

    private final Slow repository = new Slow();

    /** Keeps at once what is waited for, and never what is not. */
    private static final class Slow extends MemoryStateRepository implements PostRepository {
        final List<String> waitedFor = new CopyOnWriteArrayList<>();
        final List<String> ahead = new CopyOnWriteArrayList<>();

        @Override
        public void setState(String key, String value) {
            waitedFor.add(key);
            super.setState(key, value);
        }

        @Override
        public CompletableFuture<Void> keep(String key, String value) {
            ahead.add(key);
            super.setState(key, value);
            return new CompletableFuture<>();
        }
    }

    @BeforeEach
    void bind() {
        context.getRegistry().bind("posts", repository);
    }

    @Test
    void onlyTheLastPartIsNotWaitedFor() throws Exception {
        doing("discord:send-message?postRepository=#posts&channelId=" + id(general));
        done("line\n".repeat(1_000), IDENTITY);

        assertThat(general.messages()).hasSize(3);
        // under the message that it begins with as well, by which it may be edited
        String begins = "message-" + id(general.messages().get(0));
        assertThat(repository.waitedFor).containsExactly("a#0", "a#1", begins + "#1");
        assertThat(repository.ahead).containsExactly("a#2", begins + "#2");
        assertThat(done("once more", IDENTITY).getHeader(DiscordConstants.DUPLICATE))
                .isEqualTo(true);
    }

    @Test
    void whatHasNoNonceIsWaitedFor() throws Exception {
        doing("discord:send-message?postRepository=#posts&operationFromBody=true");
        done(Map.of("operation", "send-webhook", "channel_id", id(general), "content", "w"), IDENTITY);

        assertThat(repository.waitedFor).containsExactly("a#0");
        assertThat(repository.ahead).isEmpty();
    }
}
