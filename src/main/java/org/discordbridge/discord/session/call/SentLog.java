package org.discordbridge.discord.session.call;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.discordbridge.event.MessageCreated;

/** What is known of the messages that one answer needs: what was posted earlier is not posted again. For any thread. */
public interface SentLog {
    /** Knows and keeps nothing. */
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

    /** What a part became earlier, counted from 0; null if that is not known. */
    SentMessage known(int part);

    /** Notes what a part became. The next part begins when that is done; if it fails, so does the answer. */
    CompletableFuture<Void> note(int part, SentMessage posted);

    /**
     * Notes the last part, which Discord would not post again within some minutes: that may go on while the answer is done
     * already.
     */
    default CompletableFuture<Void> noteAhead(int part, SentMessage posted) {
        return note(part, posted);
    }

    /** The same, if Discord knows all parts by a nonce: the last one is noted ahead. */
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

    /** The same for what follows the first parts. */
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

    /** Notes a part, and then gives it back. */
    default CompletableFuture<SentMessage> noted(int part, SentMessage posted) {
        return note(part, posted).thenApply(done -> posted);
    }
}
