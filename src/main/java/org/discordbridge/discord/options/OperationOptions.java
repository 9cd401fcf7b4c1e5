package org.discordbridge.discord.options;

import org.apache.camel.spi.StateRepository;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * Options of {@code to: discord:} that say which channel, message or user an operation is about, unless the exchange
 * says it.
 */
@UriParams
public class OperationOptions {
    @UriParam(
            label = "producer",
            description =
                    "Channel or thread an operation is about, whatever body and headers say: its id, its name such as pictures, or Home/pictures where several guilds have that name.")
    private String channel;

    @UriParam(
            label = "producer",
            description = "Snowflake of the message an operation is about, unless the body or a header names one.")
    private String messageId;

    @UriParam(
            label = "producer",
            description =
                    "Snowflake of the guild an operation is about, unless the body or a header names one, or the channel says it.")
    private String guildId;

    @UriParam(
            label = "producer",
            description = "Snowflake of the user an operation is about, unless the body or a header names one.")
    private String userId;

    @UriParam(
            label = "producer",
            description = "Snowflake of the role to give or take, unless the body or a header names one.")
    private String roleId;

    @UriParam(
            label = "producer",
            description = "Snowflake of the thread to archive, unless the body or a header names one.")
    private String threadId;

    @UriParam(
            label = "producer",
            description =
                    "Emoji of a reaction, unless the body or a header names one: the character itself, or name:id of a custom one.")
    private String emoji;

    @UriParam(
            label = "producer",
            description = "Name of the thread or forum post to create, unless the body names one; 1 to 100 characters.")
    private String threadName;

    @UriParam(
            label = "producer,security",
            secret = true,
            description =
                    "For send-webhook: address of a webhook, as Discord shows it. Without it, the bot posts through a webhook of its own in the channel, which it makes if there is none.")
    private String webhookUrl;

    @UriParam(
            label = "producer",
            description = "For send-webhook: the name shown as author, unless the body has username.")
    private String username;

    @UriParam(
            label = "producer",
            description = "For send-webhook: address of the picture shown beside it, unless the body has avatar_url.")
    private String avatarUrl;

    @UriParam(
            label = "producer",
            description = "For get-history: how many messages, 1 to 100, unless the body has limit. 50 unless set.")
    private String limit;

    @UriParam(
            label = "producer",
            description = "For timeout-member: for how long, at most 28 days, unless the body says so. 0 lifts it.")
    private String timeoutSeconds;

    @UriParam(
            label = "producer",
            description = "Why, as the audit log of the guild shows it, unless the body has reason.")
    private String reason;

    @UriParam(label = "producer", description = "Whether what is sent notifies nobody, unless the body has silent.")
    private boolean silent;

    @UriParam(
            label = "producer",
            description = "Whether links in what is sent show no preview, unless the body has suppress_embeds.")
    private boolean suppressEmbeds;

    @UriParam(
            label = "producer,advanced",
            description =
                    "Whether the field operation of a body that is a map says what to do. Leave it off where bodies come from people who should not.")
    private boolean operationFromBody;

    @UriParam(
            label = "producer,advanced",
            description =
                    "Where it is kept which messages were posted, by CamelDiscordIdentity and number of the part: what is known there is not posted again, even after hours and restarts, and even where Discord itself offers no protection (answers to commands, webhooks, forum posts, threads). Keys are IDENTITY#PART, values CHANNEL/MESSAGE. A part is kept before the next one is posted; if that fails, so does the exchange. A PostRepository is not waited for where Discord itself protects the last part.")
    private StateRepository<String, String> postRepository;

    public String getChannel() {
        return channel;
    }

    public void setChannel(String channel) {
        this.channel = channel;
    }

    public String getMessageId() {
        return messageId;
    }

    public void setMessageId(String messageId) {
        this.messageId = messageId;
    }

    public String getGuildId() {
        return guildId;
    }

    public void setGuildId(String guildId) {
        this.guildId = guildId;
    }

    public String getUserId() {
        return userId;
    }

    public void setUserId(String userId) {
        this.userId = userId;
    }

    public String getRoleId() {
        return roleId;
    }

    public void setRoleId(String roleId) {
        this.roleId = roleId;
    }

    public String getThreadId() {
        return threadId;
    }

    public void setThreadId(String threadId) {
        this.threadId = threadId;
    }

    public String getEmoji() {
        return emoji;
    }

    public void setEmoji(String emoji) {
        this.emoji = emoji;
    }

    public String getThreadName() {
        return threadName;
    }

    public void setThreadName(String threadName) {
        this.threadName = threadName;
    }

    public String getWebhookUrl() {
        return webhookUrl;
    }

    public void setWebhookUrl(String webhookUrl) {
        this.webhookUrl = webhookUrl;
    }

    public String getUsername() {
        return username;
    }

    public void setUsername(String username) {
        this.username = username;
    }

    public String getAvatarUrl() {
        return avatarUrl;
    }

    public void setAvatarUrl(String avatarUrl) {
        this.avatarUrl = avatarUrl;
    }

    public String getLimit() {
        return limit;
    }

    public void setLimit(String limit) {
        this.limit = limit;
    }

    public String getTimeoutSeconds() {
        return timeoutSeconds;
    }

    public void setTimeoutSeconds(String timeoutSeconds) {
        this.timeoutSeconds = timeoutSeconds;
    }

    public String getReason() {
        return reason;
    }

    public void setReason(String reason) {
        this.reason = reason;
    }

    public boolean isSilent() {
        return silent;
    }

    public void setSilent(boolean silent) {
        this.silent = silent;
    }

    public boolean isSuppressEmbeds() {
        return suppressEmbeds;
    }

    public void setSuppressEmbeds(boolean suppressEmbeds) {
        this.suppressEmbeds = suppressEmbeds;
    }

    public StateRepository<String, String> getPostRepository() {
        return postRepository;
    }

    public void setPostRepository(StateRepository<String, String> postRepository) {
        this.postRepository = postRepository;
    }

    public boolean isOperationFromBody() {
        return operationFromBody;
    }

    public void setOperationFromBody(boolean operationFromBody) {
        this.operationFromBody = operationFromBody;
    }
}
