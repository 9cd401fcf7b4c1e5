package org.discordbridge.discord;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.camel.spi.StateRepository;
import org.discordbridge.discord.session.PostLog;
import org.discordbridge.discord.session.Posted;

/**
 * Keeps in a repository which messages were posted: under {@code IDENTITY#PART}, with the part counted from 0, {@code
 * CHANNEL/MESSAGE}. A repository may block, and so what is written to it is so on threads of its own. What it need
 * not be waited for, a {@link PostRepository} gets at once.
 */
final class KeptPosts {
    private final StateRepository<String, String> repository;
    private final Executor threads;

    KeptPosts(StateRepository<String, String> repository, Executor threads) {
        this.repository = repository;
        this.threads = threads;
    }

    /** What is kept of what has that identity. */
    PostLog of(String identity) {
        return new PostLog() {
            @Override
            public Posted known(int part) {
                String kept = repository.getState(key(part));
                int slash = kept == null ? -1 : kept.indexOf('/');
                return slash < 0 ? null : Posted.earlier(kept.substring(0, slash), kept.substring(slash + 1));
            }

            @Override
            public CompletableFuture<Void> note(int part, Posted posted) {
                return CompletableFuture.runAsync(() -> repository.setState(key(part), value(posted)), threads);
            }

            @Override
            public CompletableFuture<Void> noteAhead(int part, Posted posted) {
                if (repository instanceof PostRepository posts) {
                    var unused = posts.keep(key(part), value(posted));
                    return CompletableFuture.completedFuture(null);
                }
                return note(part, posted);
            }

            private String key(int part) {
                return identity + "#" + part;
            }

            private static String value(Posted posted) {
                return posted.channelId() + "/" + posted.messageId();
            }
        };
    }
}
