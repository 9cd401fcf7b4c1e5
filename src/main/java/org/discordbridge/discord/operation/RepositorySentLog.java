package org.discordbridge.discord.operation;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.camel.spi.StateRepository;
import org.discordbridge.discord.options.PostRepository;
import org.discordbridge.discord.session.call.SentLog;
import org.discordbridge.discord.session.call.SentMessage;

/**
 * Stores in a repository which messages were posted. Under {@code IDENTITY#PART}, with parts counted from 0, it stores
 * {@code CHANNEL/MESSAGE}. Under {@code message-FIRST#PART}, counted from 1, it stores the further messages with text
 * after the first, so that an edit finds all of them. A repository may block, so it is written on threads of its own.
 * Values that the exchange need not wait for, a {@link PostRepository} gets at once.
 */
public final class RepositorySentLog {
    private final StateRepository<String, String> repository;
    private final Executor threads;

    public RepositorySentLog(StateRepository<String, String> repository, Executor threads) {
        this.repository = repository;
        this.threads = threads;
    }

    /** Returns the log of the messages that begin with a message. */
    SentLog from(String messageId) {
        return of(PostRepository.identityFrom(messageId));
    }

    /** Returns the log of the messages with that identity. */
    SentLog of(String identity) {
        return new SentLog() {
            @Override
            public SentMessage known(int part) {
                String kept = repository.getState(key(part));
                int slash = kept == null ? -1 : kept.indexOf('/');
                return slash < 0 ? null : SentMessage.earlier(kept.substring(0, slash), kept.substring(slash + 1));
            }

            @Override
            public CompletableFuture<Void> note(int part, SentMessage posted) {
                return CompletableFuture.runAsync(
                        () -> keys(part, posted).forEach(key -> repository.setState(key, value(posted))), threads);
            }

            @Override
            public CompletableFuture<Void> noteAhead(int part, SentMessage posted) {
                if (repository instanceof PostRepository posts) {
                    keys(part, posted).forEach(key -> {
                        var unused = posts.keep(key, value(posted));
                    });
                    return CompletableFuture.completedFuture(null);
                }
                return note(part, posted);
            }

            private String key(int part) {
                return identity + "#" + part;
            }

            private List<String> keys(int part, SentMessage posted) {
                boolean text =
                        posted.message() != null && !posted.message().content().isEmpty();
                SentMessage first = part > 0 && text ? known(0) : null;
                return first == null
                        ? List.of(key(part))
                        : List.of(key(part), PostRepository.identityFrom(first.messageId()) + "#" + part);
            }

            private static String value(SentMessage posted) {
                return posted.channelId() + "/" + posted.messageId();
            }
        };
    }
}
