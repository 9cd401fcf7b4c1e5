package org.discordbridge.discord.session.call;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.entities.channel.middleman.GuildChannel;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.discordbridge.discord.session.DiscordException;
import org.discordbridge.discord.session.dispatch.ChannelWatch;
import org.discordbridge.discord.session.read.RestMessages;
import org.discordbridge.discord.session.read.Shards;
import org.discordbridge.discord.session.rest.Multipart;
import org.discordbridge.discord.session.rest.Rest;
import org.discordbridge.discord.session.subscribe.ChannelState;
import org.discordbridge.event.MessageCreated;

/**
 * Reads and changes channels, threads and direct messages, as Discord's JSON in maps. Nothing blocks; futures fail with
 * {@link DiscordException}.
 */
public final class ChannelCalls {
    private static final int THREAD_EXISTS = 160004;
    private static final int NOT_FOUND = 404;

    private final Shards shards;
    private final Rest rest;
    private final RestMessages reader;

    public ChannelCalls(Shards shards, Rest rest, RestMessages reader) {
        this.shards = shards;
        this.rest = rest;
        this.reader = reader;
    }

    /** Finds the guild of a channel, from the gateway's data or by asking Discord; null for direct messages. */
    public CompletableFuture<String> guildOf(String channelId) {
        GuildChannel known = shards.channel(channelId);
        return known != null
                ? CompletableFuture.completedFuture(known.getGuild().getId())
                : get(channelId).thenApply(channel -> (String) channel.get("guild_id"));
    }

    /**
     * Finds the id of the channel or thread that somebody means, among those that the gateway has named.
     *
     * @param text its id, its name with or without a hash sign, or GUILD/NAME
     * @throws IllegalArgumentException if there is none, or if there are several; the message says what to write
     */
    public String idOf(String text) {
        String name = text.strip();
        if (name.matches("[0-9]{15,20}")) {
            return name;
        }
        List<GuildChannel> named = named(name);
        if (named.size() == 1) {
            return named.get(0).getId();
        }
        if (named.isEmpty()) {
            throw new IllegalArgumentException("There is no channel '" + name
                    + "' that the bot sees at the moment. Correct the name, or let the bot see it");
        }
        String guilds = named.stream()
                .map(channel -> channel.getGuild().getName())
                .sorted()
                .collect(Collectors.joining(", "));
        throw new IllegalArgumentException("There are " + named.size() + " channels '" + name
                + "' that the bot sees, in " + guilds + ". Write GUILD/NAME, or the id");
    }

    private List<GuildChannel> named(String text) {
        int slash = text.lastIndexOf('/');
        String guild = slash < 0 ? null : text.substring(0, slash);
        String name = text.substring(slash + 1).replaceFirst("^#", "");
        return shards.guilds()
                .filter(place -> guild == null || guild.equals(place.getName()))
                .flatMap(place -> Stream.concat(place.getChannels().stream(), place.getThreadChannels().stream()))
                .filter(channel -> channel.getType() != ChannelType.CATEGORY)
                // JDA puts a channel into its cache before it sets the name
                .filter(channel -> name.equals(channel.getName()))
                .toList();
    }

    /** Returns whether the bot sees a channel or active thread of that name. */
    public boolean isChannel(String name) {
        return !named(name).isEmpty();
    }

    /** Returns whether the bot is in a guild of that name. */
    public boolean isGuild(String name) {
        return shards.guilds().anyMatch(guild -> name.equals(guild.getName()));
    }

    /** Returns whether a guild of the bot has a role of that name. */
    public boolean isRole(String name) {
        return shards.guilds()
                .anyMatch(guild -> guild.getRoles().stream().anyMatch(role -> name.equals(role.getName())));
    }

    /** Reads a channel or thread. */
    public CompletableFuture<Map<String, Object>> get(String channelId) {
        return rest.call(
                "read channel " + channelId,
                Route.Channels.GET_CHANNEL.compile(channelId),
                response -> response.getObject().toMap());
    }

    /** Reads the channels and active threads of a guild, with the newest message in each. */
    public CompletableFuture<List<ChannelState>> states(String guildId) {
        return rest.call(
                        "read the channels of guild " + guildId,
                        Route.Guilds.GET_CHANNELS.compile(guildId),
                        response -> ChannelWatch.states(guildId, response.getArray()))
                .thenCombine(
                        threads(guildId),
                        (channels, threads) -> Stream.concat(channels.stream(), threads.stream())
                                .toList());
    }

    /** Reads the active threads of a guild; none if a stand-in for Discord cannot list them. */
    private CompletableFuture<List<ChannelState>> threads(String guildId) {
        return rest.call(
                        "read the threads of guild " + guildId,
                        Route.Guilds.LIST_ACTIVE_THREADS.compile(guildId),
                        response -> ChannelWatch.states(
                                guildId,
                                response.getObject().optArray("threads").orElse(null)))
                .exceptionallyCompose(failure -> DiscordException.unwrapped(failure) instanceof DiscordException refused
                                && refused.getStatus() == NOT_FOUND
                                && refused.getCode() == 0
                        ? CompletableFuture.completedFuture(List.of())
                        : CompletableFuture.failedFuture(failure));
    }

    /** Shows the bot typing for ten seconds, or until it posts. */
    public CompletableFuture<Void> type(String channelId) {
        return rest.repeatable(true)
                .call(
                        "show typing in channel " + channelId,
                        Route.Channels.SEND_TYPING.compile(channelId),
                        response -> null);
    }

    /** Opens the channel of direct messages with somebody; every call returns the same channel. */
    public CompletableFuture<Map<String, Object>> openDirect(String userId) {
        return rest.repeatable(true)
                .call(
                        "open direct messages with user " + userId,
                        Route.Self.CREATE_PRIVATE_CHANNEL.compile(),
                        Multipart.of(DataObject.empty().put("recipient_id", userId), List.of()),
                        response -> response.getObject().toMap());
    }

    /** Starts a thread that belongs to no message. */
    public CompletableFuture<Map<String, Object>> startThread(
            String channelId, Map<String, Object> fields, String reason) {
        return rest.call(
                "start a thread in channel " + channelId,
                Route.Channels.CREATE_THREAD.compile(channelId),
                Multipart.of(json(fields), List.of()),
                reason,
                response -> response.getObject().toMap());
    }

    /**
     * Starts the thread of a message.
     *
     * @param perhapsAgain whether a thread that exists already is accepted as the answer
     */
    public CompletableFuture<Map<String, Object>> startThread(
            String channelId, String messageId, Map<String, Object> fields, boolean perhapsAgain, String reason) {
        CompletableFuture<Map<String, Object>> started = rest.repeatable(perhapsAgain)
                .call(
                        "start a thread of message " + messageId + " in channel " + channelId,
                        Route.Channels.CREATE_THREAD_FROM_MESSAGE.compile(channelId, messageId),
                        Multipart.of(json(fields), List.of()),
                        reason,
                        response -> response.getObject().toMap());
        if (!perhapsAgain) {
            return started;
        }
        // a thread has the id of its message
        return started.exceptionallyCompose(
                failure -> DiscordException.unwrapped(failure) instanceof DiscordException refused
                                && refused.getCode() == THREAD_EXISTS
                        ? get(messageId)
                        : CompletableFuture.failedFuture(failure));
    }

    /** A post in a forum: its thread, and its first message. */
    public record ForumPost(Map<String, Object> thread, MessageCreated message) {
        /** Returns the message, with the thread as its channel. */
        public SentMessage posted() {
            return new SentMessage(String.valueOf(thread.get("id")), message.messageId(), message);
        }
    }

    /**
     * Posts into a forum or media channel.
     *
     * @param fields name, applied_tags and so on of the thread
     */
    public CompletableFuture<ForumPost> post(
            String channelId, Map<String, Object> fields, OutgoingMessage message, String reason) {
        return rest.call(
                "post into forum " + channelId,
                Route.Channels.CREATE_THREAD.compile(channelId),
                Multipart.of(json(fields).put("message", message.payload()), message.files()),
                reason,
                response -> new ForumPost(
                        response.getObject().toMap(),
                        reader.read(response.getObject().getObject("message"), null)));
    }

    /** Changes a thread: whether it is archived and locked, for instance. */
    public CompletableFuture<Map<String, Object>> modify(String channelId, Map<String, Object> fields, String reason) {
        return rest.call(
                "change thread " + channelId,
                Route.Channels.MODIFY_CHANNEL.compile(channelId),
                Multipart.of(json(fields), List.of()),
                reason,
                response -> response.getObject().toMap());
    }

    private static DataObject json(Map<String, Object> fields) {
        DataObject json = DataObject.empty();
        fields.forEach(json::put);
        return json;
    }
}
