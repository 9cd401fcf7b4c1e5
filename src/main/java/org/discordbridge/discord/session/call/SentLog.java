package org.discordbridge.discord.session.call;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.discordbridge.event.MessageCreated;

/**
 * Knows the messages of one answer that were posted earlier, so that they are not posted again. Safe for any number of
 * threads.
 */
public interface SentLog {
    /** Knows nothing and stores nothing. */
    SentLog NONE = new SentLog() {
        @Override
        public SentMessage known(int part) {
            return null;
        }

        @Override
        public CompletableFuture<Void> note(int part, SentMessage posted) {
            return CompletableFuture.completedFuture(null);
        }
    };

    /** Returns the message that a part became earlier, counted from 0; null if it is not known. */
    SentMessage known(int part);

    /**
     * Stores the message that a part became. The next part begins when this is done; if this fails, so does the answer.
     */
    CompletableFuture<Void> note(int part, SentMessage posted);

    /**
     * Stores the message of the last part, which Discord would not post again within some minutes. So the answer may be
     * done before this is.
     */
    default CompletableFuture<Void> noteAhead(int part, SentMessage posted) {
        return note(part, posted);
    }

    /** Returns a log for messages that all have a nonce: it stores the last part with {@link #noteAhead}. */
    default SentLog withNonce(int parts) {
        SentLog whole = this;
        return new SentLog() {
            @Override
            public SentMessage known(int part) {
                return whole.known(part);
            }

            @Override
            public CompletableFuture<Void> note(int part, SentMessage posted) {
                return part == parts - 1 ? whole.noteAhead(part, posted) : whole.note(part, posted);
            }
        };
    }

    /** Returns the log of the messages after the first ones. */
    default SentLog after(int parts) {
        SentLog whole = this;
        return new SentLog() {
            @Override
            public SentMessage known(int part) {
                return whole.known(parts + part);
            }

            @Override
            public CompletableFuture<Void> note(int part, SentMessage posted) {
                return whole.note(parts + part, posted);
            }

            @Override
            public CompletableFuture<Void> noteAhead(int part, SentMessage posted) {
                return whole.noteAhead(parts + part, posted);
            }
        };
    }

    /** Posts a part, unless it was posted earlier. */
    default CompletableFuture<SentMessage> once(int part, Supplier<CompletableFuture<MessageCreated>> post) {
        SentMessage earlier = known(part);
        return earlier != null
                ? CompletableFuture.completedFuture(earlier)
                : post.get().thenCompose(message -> noted(part, SentMessage.now(message)));
    }

    /** Stores the message of a part, and then returns it. */
    default CompletableFuture<SentMessage> noted(int part, SentMessage posted) {
        return note(part, posted).thenApply(done -> posted);
    }
}
