package org.discordbridge.event;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Somebody wrote a message.
 *
 * @param messageId its snowflake
 * @param timestamp when it was written
 * @param editedTimestamp when it was last edited, null if never
 * @param messageType Discord's message type: 0 plain, 19 reply, 20 and 23 answers to commands, other types are not
 *     written by people (Discord docs, Message > Message Types)
 * @param flags Discord's message flags
 * @param content its text as written, with mentions as {@code <@id>}; empty if it has none, or if the bot lacks the
 *     MESSAGE CONTENT intent
 * @param channelId the channel, thread or direct message it is in
 * @param channelName null for direct messages and channels not known yet
 * @param parentChannelId the channel a thread belongs to, null if it is not in a thread
 * @param guildId null in direct messages
 * @param guildName null in direct messages and guilds not known yet
 * @param authorId snowflake of who wrote it; the webhook's own for webhooks; empty if Discord did not say it, or it
 *     cannot be read
 * @param authorName the name shown: nickname in the guild, else display name, else user name
 * @param authorUsername the account's unique name
 * @param authorIsBot whether a bot or webhook wrote it
 * @param webhookId null unless a webhook wrote it
 * @param applicationId null unless an application's webhook or interaction wrote it
 * @param replyTo the message it answers, null if none
 * @param mentions ids of mentioned users
 * @param mentionRoles ids of mentioned roles
 * @param mentionEveryone whether everyone or everyone online was mentioned
 * @param embeds rich embeds
 * @param stickers names of its stickers
 * @param files files that came with it, or with the message it forwards
 * @param parentChannelName name of the channel a thread belongs to, null if it is not in a thread
 * @param authorRoles ids of its author's roles in the guild; empty for webhooks and in direct messages
 * @param forward the message it forwards, null if none
 * @param poll the poll in it, null if none
 * @param componentText the words in its components, in the order in which people see them, each on a line of its own:
 *     texts, and descriptions of pictures and files, but no labels of buttons; empty if there are none. Messages of
 *     components v2 have no other text (Discord docs, Component Reference)
 * @param refersTo the message that it refers to without answering or forwarding it: if Discord reports a pin, the
 *     pinned message; if it reports the end of a poll, the message with the poll; null if none
 * @param data Discord's JSON, without tokens, of a message that Discord itself wrote; null for any other
 * @param intent the intent it is nearest to, {@code unknown} if none is near; null if nothing looked for one, such as
 *     when it has no text, or no intents are set
 * @param intentScore how near the nearest intent is, from -1 to 1; null as well
 */
@RecordBuilder
public record MessageCreated(
        String messageId,
        Instant timestamp,
        @Nullable Instant editedTimestamp,
        int messageType,
        long flags,
        String content,
        String channelId,
        @Nullable String channelName,
        @Nullable String parentChannelId,
        @Nullable String guildId,
        @Nullable String guildName,
        String authorId,
        String authorName,
        String authorUsername,
        boolean authorIsBot,
        @Nullable String webhookId,
        @Nullable String applicationId,
        @Nullable String replyTo,
        List<String> mentions,
        List<String> mentionRoles,
        boolean mentionEveryone,
        List<Embed> embeds,
        List<String> stickers,
        List<File> files,
        @Nullable String parentChannelName,
        List<String> authorRoles,
        @Nullable Forward forward,
        @Nullable Poll poll,
        String componentText,
        @Nullable String refersTo,
        @Nullable String data,
        @Nullable String intent,
        @Nullable Double intentScore)
        implements DiscordEvent {

    private static final int PLAIN = 0;
    private static final int REPLY = 19;
    private static final int COMMAND_ANSWER = 20;
    private static final int CONTEXT_COMMAND_ANSWER = 23;

    public MessageCreated {
        authorId = Objects.requireNonNullElse(authorId, "");
        mentions = List.copyOf(mentions);
        mentionRoles = List.copyOf(mentionRoles);
        embeds = List.copyOf(embeds);
        stickers = List.copyOf(stickers);
        files = List.copyOf(files);
        authorRoles = List.copyOf(authorRoles);
    }

    @Override
    public EventType type() {
        return EventType.MESSAGE_CREATED;
    }

    @Override
    public String uuid() {
        return EventId.ofMessage(messageId);
    }

    @Override
    public String userId() {
        return authorId.isEmpty() ? null : authorId;
    }

    @Override
    public String userName() {
        return authorUsername;
    }

    @Override
    public Boolean userIsBot() {
        return authorIsBot;
    }

    @Override
    public List<String> userRoles() {
        return authorRoles;
    }

    /**
     * Returns whether a message of that type is written by a person, an application or a webhook, and not by Discord
     * itself.
     */
    public static boolean isWritten(int messageType) {
        return messageType == PLAIN
                || messageType == REPLY
                || messageType == COMMAND_ANSWER
                || messageType == CONTEXT_COMMAND_ANSWER;
    }

    /** Returns the message it forwards, null if none. */
    @Nullable
    public String forwardedFrom() {
        return forward == null ? null : forward.messageId();
    }

    /** Returns the text of the message it forwards, null if none. */
    @Nullable
    public String forwardedContent() {
        return forward == null ? null : forward.content();
    }

    /** Returns the words in the components of the message it forwards, null if it forwards none. */
    @Nullable
    public String forwardedComponentText() {
        return forward == null ? null : forward.componentText();
    }

    /** Returns the rich embeds of the message it forwards. */
    public List<Embed> forwardedEmbeds() {
        return forward == null ? List.of() : forward.embeds();
    }

    /** Names of the stickers of the message it forwards. */
    public List<String> forwardedStickers() {
        return forward == null ? List.of() : forward.stickers();
    }

    /** Returns the addresses of the files that are in the bucket, in the order of {@link #files()}. */
    public List<String> attachments() {
        return files.isEmpty()
                ? List.of()
                : files.stream().filter(File::isStored).map(File::url).toList();
    }

    /** Returns the link people use to jump to it. */
    public String messageUrl() {
        return "https://discord.com/channels/" + (guildId == null ? "@me" : guildId) + "/" + channelId + "/"
                + messageId;
    }

    /** Returns whether it came with files. */
    public boolean hasFiles() {
        return !files.isEmpty();
    }

    /** Returns its files that have still to be stored. */
    public List<File> pendingFiles() {
        return files.stream().filter(File::isPending).toList();
    }

    /** Returns a copy of this message with other outcomes for its files. */
    public MessageCreated withFiles(List<File> outcomes) {
        return MessageCreatedBuilder.builder(this).files(outcomes).build();
    }

    /** Returns a copy with that intent. */
    public MessageCreated withIntent(String nearest, double score) {
        return MessageCreatedBuilder.builder(this)
                .intent(nearest)
                .intentScore(score)
                .build();
    }

    /**
     * Returns a copy with other words in its text and its components, and in those of a message that it forwards.
     *
     * @param pattern regular expression for the words to replace
     * @param replacement the text that replaces them, taken literally
     */
    public MessageCreated redacted(String pattern, String replacement) {
        Pattern compiled = Pattern.compile(pattern);
        UnaryOperator<String> redact =
                text -> text == null ? null : compiled.matcher(text).replaceAll(Matcher.quoteReplacement(replacement));
        Forward forwarded = forward == null
                ? null
                : new Forward(
                        forward.messageId(),
                        forward.channelId(),
                        forward.guildId(),
                        redact.apply(forward.content()),
                        forward.timestamp(),
                        redact.apply(forward.componentText()),
                        forward.embeds(),
                        forward.stickers());
        return MessageCreatedBuilder.builder(this)
                .content(redact.apply(content))
                .forward(forwarded)
                .componentText(redact.apply(componentText))
                .build();
    }

    /** Leaves the content out: the text of this record may be logged. */
    @Override
    public String toString() {
        return "MessageCreated[messageId=" + messageId + ", channelId=" + channelId + ", guildId=" + guildId
                + ", authorId=" + authorId + ", files=" + files.size() + "]";
    }
}
