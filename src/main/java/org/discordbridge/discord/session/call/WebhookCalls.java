package org.discordbridge.discord.session.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.middleman.GuildChannel;
import net.dv8tion.jda.api.requests.Response;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.discordbridge.discord.session.DiscordException;
import org.discordbridge.discord.session.call.OwnWebhooks.Hook;
import org.discordbridge.discord.session.read.NameLookup;
import org.discordbridge.discord.session.read.RestMessages;
import org.discordbridge.discord.session.read.Shards;
import org.discordbridge.discord.session.rest.Multipart;
import org.discordbridge.discord.session.rest.Rest;
import org.discordbridge.event.MessageCreated;

/**
 * Posts under another name and avatar, through webhooks. Nothing blocks; futures fail with {@link DiscordException},
 * whose messages leave out the tokens of webhooks.
 *
 * <p>Discord takes no nonce here: if the answer to a post is lost and the post is repeated, it appears twice.
 */
public final class WebhookCalls {
    private static final Pattern ADDRESS =
            Pattern.compile("https?://[^/]+/api(?:/v\\d+)?/webhooks/(\\d{1,20})/([\\w-]+)/?");
    private static final int INCOMING = 1;
    private static final int UNKNOWN_WEBHOOK = 10015;

    private final Shards shards;
    private final Rest rest;
    private final RestMessages reader;
    private final ChannelCalls channels;
    private final OwnWebhooks own;

    public WebhookCalls(Shards shards, Rest rest, RestMessages reader, OwnWebhooks own) {
        this.shards = shards;
        this.rest = rest;
        this.reader = reader;
        this.channels = new ChannelCalls(shards, rest, reader);
        this.own = own;
    }

    /** A channel, and the thread in it, or null. */
    private record Place(String channelId, String threadId) {}

    /**
     * Posts through a webhook that somebody made.
     *
     * @param address the address that Discord shows; a secret
     * @param threadId a thread of the webhook's channel, or null
     * @param log the messages that were posted earlier
     * @return the messages, in order
     * @throws IllegalArgumentException if it is not the address of a webhook
     */
    public CompletableFuture<List<SentMessage>> post(
            String address, String threadId, List<OutgoingMessage> posts, SentLog log) {
        Matcher parts = ADDRESS.matcher(address);
        if (!parts.matches()) {
            throw new IllegalArgumentException("The webhook's address is not understood: it should look like"
                    + " https://discord.com/api/webhooks/ID/TOKEN, as Discord shows it");
        }
        Hook hook = new Hook(parts.group(1), parts.group(2));
        return inOrder(hook, threadId, posts, log, "post through webhook " + hook.id());
    }

    /**
     * Posts through the bot's own webhook of a channel; it is made if there is none. Needs MANAGE_WEBHOOKS.
     *
     * @param channelId a channel, or a thread in it
     * @param log the messages that were posted earlier
     * @return the messages, in order
     */
    public CompletableFuture<List<SentMessage>> post(String channelId, List<OutgoingMessage> posts, SentLog log) {
        String what = "post through a webhook into channel " + channelId;
        return place(channelId).thenCompose(place -> {
            CompletableFuture<Hook> hook = own.of(place.channelId(), this::lookUp);
            return hook.thenCompose(found -> inOrder(found, place.threadId(), posts, log, what))
                    .exceptionallyCompose(failure -> {
                        if (DiscordException.unwrapped(failure) instanceof DiscordException refused
                                && refused.getCode() == UNKNOWN_WEBHOOK) {
                            // somebody has deleted it
                            own.forget(place.channelId(), hook);
                            return own.of(place.channelId(), this::lookUp)
                                    .thenCompose(again -> inOrder(again, place.threadId(), posts, log, what));
                        }
                        return CompletableFuture.failedFuture(failure);
                    });
        });
    }

    private CompletableFuture<List<SentMessage>> inOrder(
            Hook hook, String threadId, List<OutgoingMessage> posts, SentLog log, String what) {
        // if the first message begins a thread in a forum, the others follow in that thread
        boolean begins = posts.get(0).fields().containsKey("thread_name");
        List<SentMessage> sent = new ArrayList<>();
        return Outbox.inOrder(
                posts,
                log,
                sent,
                index -> index == 0
                        ? execute(hook, threadId, posts.get(0), what)
                        : execute(
                                hook,
                                begins ? sent.get(0).channelId() : threadId,
                                posts.get(index).without("thread_name"),
                                what));
    }

    private CompletableFuture<MessageCreated> execute(Hook hook, String threadId, OutgoingMessage post, String what) {
        Route.CompiledRoute route = Route.Webhooks.EXECUTE_WEBHOOK
                .compile(hook.id(), hook.token())
                .withQueryParams("wait", "true", "with_components", "true");
        return rest.call(
                what,
                threadId == null ? route : route.withQueryParams("thread_id", threadId),
                Multipart.of(post.payload(), post.files()),
                reader::read);
    }

    private CompletableFuture<Place> place(String channelId) {
        GuildChannel known = shards.channel(channelId);
        if (known != null && !(known instanceof ThreadChannel)) {
            return CompletableFuture.completedFuture(new Place(channelId, null));
        }
        GuildChannel parent = known instanceof ThreadChannel thread ? NameLookup.parentOf(thread) : null;
        if (parent != null) {
            return CompletableFuture.completedFuture(new Place(parent.getId(), channelId));
        }
        return channels.get(channelId)
                .thenApply(channel -> channel.containsKey("thread_metadata")
                        ? new Place(String.valueOf(channel.get("parent_id")), channelId)
                        : new Place(channelId, null));
    }

    private CompletableFuture<Hook> lookUp(String channelId) {
        return rest.call(
                        "read the webhooks of channel " + channelId,
                        Route.Channels.GET_WEBHOOKS.compile(channelId),
                        Response::getArray)
                .thenCompose(webhooks -> webhooks.stream(DataArray::getObject)
                        .filter(this::isOwn)
                        .findFirst()
                        .map(webhook -> CompletableFuture.completedFuture(hook(webhook)))
                        .orElseGet(() -> make(channelId)));
    }

    private boolean isOwn(DataObject webhook) {
        return webhook.getInt("type", INCOMING) == INCOMING
                && shards.rest().getSelfUser().getApplicationId().equals(webhook.getString("application_id", null))
                && webhook.hasKey("token");
    }

    private CompletableFuture<Hook> make(String channelId) {
        return rest.call(
                "make a webhook in channel " + channelId,
                Route.Channels.CREATE_WEBHOOK.compile(channelId),
                Multipart.of(DataObject.empty().put("name", name()), List.of()),
                response -> hook(response.getObject()));
    }

    /**
     * Returns a name for the webhook: the bot's own, unless Discord forbids it there (Discord docs, Webhook > Create
     * Webhook).
     */
    private String name() {
        String name = shards.rest().getSelfUser().getName();
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.contains("discord") || lower.contains("clyde") ? "Webhook" : name;
    }

    private static Hook hook(DataObject webhook) {
        return new Hook(webhook.getString("id"), webhook.getString("token"));
    }
}
