package org.discordbridge.discord.session;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.discordbridge.event.MessageCreated;

/** What is known of the messages that one answer needs: what was posted earlier is not posted again. For any thread. */
public interface PostLog {
    /** Knows and keeps nothing. */
    PostLog NONE = new PostLog() {
        @Override
        public Posted known(int part) {
            return null;
        }

        @Override
        public CompletableFuture<Void> note(int part, Posted posted) {
            return CompletableFuture.completedFuture(null);
        }
    };

    /** What a part became earlier, counted from 0; null if that is not known. */
    Posted known(int part);

    /** Notes what a part became. The next part begins when that is done; if it fails, so does the answer. */
    CompletableFuture<Void> note(int part, Posted posted);

    /**
     * Notes the last part, which Discord would not post again within some minutes: that may go on while the answer is done
     * already.
     */
    default CompletableFuture<Void> noteAhead(int part, Posted posted) {
        return note(part, posted);
    }

    /** The same, if Discord knows all parts by a nonce: the last one is noted ahead. */
    default PostLog withNonce(int parts) {
        PostLog whole = this;
        return new PostLog() {
            @Override
            public Posted known(int part) {
                return whole.known(part);
            }

            @Override
            public CompletableFuture<Void> note(int part, Posted posted) {
                return part == parts - 1 ? whole.noteAhead(part, posted) : whole.note(part, posted);
            }
        };
    }

    /** The same for what follows the first parts. */
    default PostLog after(int parts) {
        PostLog whole = this;
        return new PostLog() {
            @Override
            public Posted known(int part) {
                return whole.known(parts + part);
            }

            @Override
            public CompletableFuture<Void> note(int part, Posted posted) {
                return whole.note(parts + part, posted);
            }

            @Override
            public CompletableFuture<Void> noteAhead(int part, Posted posted) {
                return whole.noteAhead(parts + part, posted);
            }
        };
    }

    /** Posts a part, unless it was posted earlier. */
    default CompletableFuture<Posted> once(int part, Supplier<CompletableFuture<MessageCreated>> post) {
        Posted earlier = known(part);
        return earlier != null
                ? CompletableFuture.completedFuture(earlier)
                : post.get().thenCompose(message -> noted(part, Posted.now(message)));
    }

    /** Notes a part, and then gives it back. */
    default CompletableFuture<Posted> noted(int part, Posted posted) {
        return note(part, posted).thenApply(done -> posted);
    }
}
