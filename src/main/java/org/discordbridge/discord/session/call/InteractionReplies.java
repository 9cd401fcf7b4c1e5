package org.discordbridge.discord.session.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import net.dv8tion.jda.api.requests.Response;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.discordbridge.discord.session.DiscordException;
import org.discordbridge.discord.session.interaction.DiscordTime;
import org.discordbridge.discord.session.interaction.FirstResponses;
import org.discordbridge.discord.session.interaction.PendingAnswers;
import org.discordbridge.discord.session.interaction.PendingAnswers.Pending;
import org.discordbridge.discord.session.interaction.PendingAnswers.State;
import org.discordbridge.discord.session.read.RestMessages;
import org.discordbridge.discord.session.rest.Multipart;
import org.discordbridge.discord.session.rest.Rest;
import org.discordbridge.discord.session.rest.Upload;
import org.discordbridge.event.MessageCreated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends answers to interactions. Nothing blocks; futures fail with {@link DiscordException}. */
public final class InteractionReplies {
    private static final Logger LOG = LoggerFactory.getLogger(InteractionReplies.class);
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int ACKNOWLEDGED = 40060;
    private static final int UNKNOWN_INTERACTION = 10062;
    /**
     * Codes of an interaction that Discord does not know or no longer knows, of a token that is too old, and of an
     * unknown webhook.
     */
    private static final Set<Integer> TOO_LATE = Set.of(UNKNOWN_INTERACTION, 50027, 10015);

    private static final long LOADING = 1 << 7;
    private static final String ORIGINAL = "@original";

    private final Rest rest;
    private final RestMessages reader;
    private final String applicationId;
    private final PendingAnswers pending;
    private final DiscordTime time;
    private final Outbox outbox;

    public InteractionReplies(
            Rest rest, RestMessages reader, String applicationId, PendingAnswers pending, DiscordTime time) {
        this.rest = rest;
        this.reader = reader;
        this.applicationId = applicationId;
        this.pending = pending;
        this.time = time;
        this.outbox = new Outbox(rest, reader);
    }

    /**
     * Holds the token for an answer, and says what happens to an answer that comes too late.
     *
     * @param token the token of the interaction
     * @param deadline the time until which the token is valid; null if it is not known
     * @param lateChannel the channel where a late answer is posted; null to let it fail
     * @param identity tells this answer from others, and is the nonce of a late post, see {@link Outbox#post}; null for
     *     none. A second try with the same identity replaces the first, whose result may have been lost
     */
    public record Right(String token, Instant deadline, String lateChannel, String identity) {
        /** Leaves the token out: the text of this record may be logged. */
        @Override
        public String toString() {
            return "Right[deadline=" + deadline + ", lateChannel=" + lateChannel + "]";
        }
    }

    /** Place of the next part of an answer. */
    private enum Way {
        FIRST,
        COMPLETE,
        ADD
    }

    /**
     * Answers an interaction. The first post takes the place where Discord shows that an answer will follow, the others
     * come below it. A late answer becomes an ordinary post, or fails.
     *
     * @param log the messages that were posted earlier
     * @return the messages, in order
     */
    public CompletableFuture<List<SentMessage>> answer(Right right, List<OutgoingMessage> posts, SentLog log) {
        if (right.deadline() != null && time.atLeast().isAfter(right.deadline())) {
            return late(right, posts, log, isEphemeral(right, posts), null);
        }
        Sending sending = new Sending(right, posts, log);
        CompletableFuture<Beginning> beginning = log.known(0) == null
                ? begin(right.token(), right.identity())
                : goOn(right.token(), log.known(posts.size() - 1) != null);
        return beginning.thenCompose(sending::all).exceptionallyCompose(sending::rest);
    }

    /** Continues an answer whose first part exists: the rest is added, and is ephemeral if the first part is. */
    private CompletableFuture<Beginning> goOn(String token, boolean allThere) {
        Pending known = pending.get(token);
        return known.interactionId() != null || allThere
                ? CompletableFuture.completedFuture(new Beginning(Way.ADD, known.ephemeral()))
                : original(token).thenApply(flags -> new Beginning(Way.ADD, (flags & FirstResponses.EPHEMERAL) != 0));
    }

    /** An answer on its way, with the parts that were sent. */
    private final class Sending {
        final Right right;
        final List<OutgoingMessage> posts;
        final SentLog log;
        final List<SentMessage> sent = new ArrayList<>();
        private boolean ephemeral;

        Sending(Right right, List<OutgoingMessage> posts, SentLog log) {
            this.right = right;
            this.posts = posts;
            this.log = log;
            this.ephemeral = isEphemeral(right, posts);
        }

        CompletableFuture<List<SentMessage>> all(Beginning beginning) {
            ephemeral |= beginning.ephemeral;
            return Outbox.inOrder(
                    posts,
                    log,
                    sent,
                    part -> send(right.token(), part == 0 ? beginning.way : Way.ADD, posts.get(part), ephemeral));
        }

        /** Sends the remaining parts as a late answer if the token has expired; any other failure stays one. */
        CompletableFuture<List<SentMessage>> rest(Throwable failure) {
            Throwable cause = DiscordException.unwrapped(failure);
            if (!(cause instanceof DiscordException refusal) || !TOO_LATE.contains(refusal.getCode())) {
                return CompletableFuture.failedFuture(cause);
            }
            return late(right, posts.subList(sent.size(), posts.size()), log.after(sent.size()), ephemeral, refusal)
                    .thenApply(others -> {
                        sent.addAll(others);
                        return sent;
                    });
        }
    }

    private record Beginning(Way way, boolean ephemeral) {}

    private CompletableFuture<Beginning> begin(String token, String identity) {
        Pending known = pending.get(token);
        if (pending.take(token, State.UNANSWERED, identity)) {
            return CompletableFuture.completedFuture(new Beginning(Way.FIRST, known.ephemeral()));
        }
        boolean again = identity != null && identity.equals(known.taker());
        if (pending.take(token, State.AWAITED, identity) || again && known.takenFrom() == State.AWAITED) {
            return CompletableFuture.completedFuture(new Beginning(Way.COMPLETE, known.ephemeral()));
        }
        if (known.state() == State.ADDED_TO) {
            return CompletableFuture.completedFuture(new Beginning(Way.ADD, known.ephemeral()));
        }
        return original(token)
                .thenApply(flags -> new Beginning(
                        again || (flags & LOADING) != 0 ? Way.COMPLETE : Way.ADD,
                        (flags & FirstResponses.EPHEMERAL) != 0));
    }

    /** Reads the flags of the message that Discord shows as the answer. */
    private CompletableFuture<Long> original(String token) {
        return rest.call(
                "read the answer to an interaction",
                Route.Interactions.GET_MESSAGE.compile(applicationId, token, ORIGINAL),
                response -> response.getObject().getLong("flags", 0));
    }

    private CompletableFuture<MessageCreated> send(String token, Way way, OutgoingMessage post, boolean ephemeral) {
        DataObject payload = post.payload();
        if (ephemeral && way != Way.COMPLETE) {
            payload.put("flags", payload.getLong("flags", 0) | FirstResponses.EPHEMERAL);
        }
        if (way == Way.FIRST) {
            return first(token, FirstResponses.MESSAGE, payload, post.files())
                    .thenApply(message -> reader.read(message, null));
        }
        boolean completes = way == Way.COMPLETE;
        return rest.call(
                completes ? "answer an interaction" : "add to the answer of an interaction",
                completes
                        ? Route.Interactions.EDIT_FOLLOWUP.compile(applicationId, token, ORIGINAL)
                        : Route.Interactions.CREATE_FOLLOWUP.compile(applicationId, token),
                Multipart.of(payload, post.files()),
                reader::read);
    }

    /**
     * Sends the first response: a message, or the change of one. Returns that message from Discord's answer, or reads
     * it.
     */
    private CompletableFuture<DataObject> first(String token, int type, DataObject message, List<Upload> files) {
        return rest.call(
                        "answer an interaction at once",
                        Route.Interactions.CALLBACK
                                .compile(pending.get(token).interactionId(), token)
                                .withQueryParams("with_response", "true"),
                        Multipart.of(FirstResponses.of(type, message), files),
                        // a 204 has no body (Discord docs, Receiving and Responding > Create Interaction Response)
                        response -> response.optObject()
                                .flatMap(answer -> answer.optObject("resource"))
                                .flatMap(resource -> resource.optObject("message")))
                .thenCompose(made -> made.map(CompletableFuture::completedFuture)
                        .orElseGet(() -> rest.call(
                                "read the answer to an interaction",
                                Route.Interactions.GET_MESSAGE.compile(applicationId, token, ORIGINAL),
                                Response::getObject)));
    }

    /**
     * Changes the message of a component as the first response, if there was no response yet.
     *
     * @return null if there was a response: the message is then changed by its token
     */
    CompletableFuture<DataObject> updateAtOnce(String token, OutgoingMessage changes) {
        return pending.change(token, State.UNANSWERED, State.ADDED_TO)
                ? first(token, FirstResponses.UPDATE, changes.payload(), changes.files())
                : null;
    }

    /**
     * Opens a form, which must be the first response.
     *
     * @param modal title, custom_id and components (Discord docs, Receiving and Responding > Modal)
     */
    public CompletableFuture<Void> openModal(String interactionId, String token, Map<String, Object> modal) {
        Pending known = pending.get(token);
        if (!pending.change(token, State.UNANSWERED, State.ADDED_TO) && known.interactionId() != null) {
            return CompletableFuture.failedFuture(new DiscordException(
                    "No form was opened: interaction " + interactionId
                            + " is acknowledged already, and a form can only be"
                            + " the first response. Set acknowledge=none where the route begins",
                    BAD_REQUEST,
                    ACKNOWLEDGED,
                    null));
        }
        return rest.respond("open a form", interactionId, token, FirstResponses.modal(modal), FirstResponses.WITHIN);
    }

    /** Suggests values of an option; at most 25. The future is false if it is too late. */
    public CompletableFuture<Boolean> suggest(String interactionId, String token, List<Map<String, Object>> choices) {
        if (!pending.change(token, State.UNANSWERED, State.ADDED_TO)) {
            return CompletableFuture.completedFuture(false);
        }
        return rest.respond(
                        "suggest values",
                        interactionId,
                        token,
                        FirstResponses.suggestions(choices),
                        FirstResponses.WITHIN)
                .thenApply(done -> true);
    }

    private boolean isEphemeral(Right right, List<OutgoingMessage> posts) {
        return pending.get(right.token()).ephemeral()
                || posts.stream().anyMatch(post -> (flags(post) & FirstResponses.EPHEMERAL) != 0);
    }

    private static long flags(OutgoingMessage post) {
        return post.fields().get("flags") instanceof Number flags ? flags.longValue() : 0;
    }

    private CompletableFuture<List<SentMessage>> late(
            Right right, List<OutgoingMessage> posts, SentLog log, boolean ephemeral, DiscordException refusal) {
        String why = refusal == null
                ? "came after its deadline, " + right.deadline()
                : "came too late: " + refusal.getMessage();
        if (ephemeral) {
            return failed(
                    why + ". It was not posted into the channel, since it is for one person's eyes only", refusal);
        }
        if (right.lateChannel() == null) {
            return failed(why + ". It was not posted", refusal);
        }
        LOG.info("The answer to an interaction {}. It is posted into channel {}", why, right.lateChannel());
        return outbox.post(right.lateChannel(), posts, null, right.identity(), log);
    }

    private static CompletableFuture<List<SentMessage>> failed(String why, DiscordException refusal) {
        return CompletableFuture.failedFuture(new DiscordException(
                "The answer to an interaction " + why,
                refusal == null ? NOT_FOUND : refusal.getStatus(),
                refusal == null ? UNKNOWN_INTERACTION : refusal.getCode(),
                refusal));
    }
}
