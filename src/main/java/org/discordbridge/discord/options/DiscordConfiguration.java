package org.discordbridge.discord.options;

import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** Options of {@code discord:}, on the component for all endpoints or on one endpoint. */
@UriParams
public class DiscordConfiguration extends InteractionOptions implements Cloneable {
    @UriParam(
            label = "security",
            secret = true,
            description = "The bot token, as the Developer Portal shows it on its page Bot.")
    @Metadata(required = true)
    private String token;

    @UriParam(
            label = "advanced",
            defaultValue = "https://discord.com/api/v10",
            description = "Base address of Discord's REST API, version 10. The gateway is where its /gateway/bot says.")
    private String apiUrl = "https://discord.com/api/v10";

    @UriParam(
            label = "proxy",
            description = "Host and port of an HTTP proxy, such as proxy.example.org:3128, for the gateway and REST.")
    private String proxy;

    @UriParam(
            label = "advanced",
            defaultValue = "true",
            description = "Whether the gateway compresses what it sends: less network for a little more CPU.")
    private boolean compress = true;

    @UriParam(
            label = "advanced",
            defaultValue = "auto",
            description =
                    "Over how many connections to the gateway the bot's guilds are divided, each with 2,500 guilds at"
                            + " most. With auto, as many as Discord recommends at each start.")
    private String shards = "auto";

    @UriParam(
            label = "advanced",
            enums = "dispatches,jda",
            defaultValue = "dispatches",
            description =
                    "Whether each dispatch of the gateway is read before JDA reads it, in place of internal parts of"
                            + " JDA, or taken from JDA's public events. With jda, nothing is heard of what JDA cannot"
                            + " read, nor what had been before a change. Of the endpoints with the same token, the first"
                            + " decides.")
    private GatewayEvents gatewayEvents = GatewayEvents.DISPATCHES;

    @UriParam(
            label = "common",
            defaultValue = "30000",
            javaType = "java.time.Duration",
            description = "How long the gateway may take to become ready at start, in milliseconds, while Discord does"
                    + " not answer. Of several shards, how long the next of them may take: Discord lets them begin one"
                    + " after the other. A refusal fails at once.")
    private long startTimeout = 30_000;

    @UriParam(
            label = "advanced",
            defaultValue = "10000",
            description =
                    "How many requests that Discord refuses with 401, 403 or 429 within banWindow make it ban this"
                            + " address. From a tenth of it on, requests are slowed; from half of it on, they fail at once, with"
                            + " a HeldBackException that says when they go on, and the health check is down. Acknowledgements of"
                            + " slash commands always go through.")
    private int banLimit = 10_000;

    @UriParam(
            label = "advanced",
            defaultValue = "600000",
            javaType = "java.time.Duration",
            description = "How long a refused request counts for banLimit, in milliseconds.")
    private long banWindow = 600_000;

    @UriParam(
            label = "consumer",
            description =
                    "Whether what other bots and webhooks do is delivered: messages, their edits and deletion, reactions,"
                            + " votes, typing. What the bot itself does never is.")
    private boolean bots;

    @UriParam(
            label = "consumer",
            description = "Whether notices of Discord, such as somebody joining or a pin, are delivered as messages.")
    private boolean notices;

    @UriParam(
            label = "consumer",
            defaultValue = "10000",
            description = "How many events may wait for the route. More are dropped, with an error in the log.")
    private int queueSize = 10_000;

    @UriParam(
            label = "consumer",
            defaultValue = "8",
            description = "How many threads run the route. Events of one channel are handed over in order whatever the"
                    + " number: the next one when the route's call returns, or when it is done if ordered=completed.")
    private int concurrency = 8;

    @UriParam(
            label = "consumer",
            enums = "called,completed",
            defaultValue = "called",
            description = "When the next event of a channel begins: when the call of the route for the one before has"
                    + " returned, so that a Kafka producer can batch, or only when that route is completed, which keeps"
                    + " order even if a step before the last is asynchronous. After a message with files it is always"
                    + " the latter, so that a route may store them aside.")
    private Ordered ordered = Ordered.CALLED;

    @UriParam(
            label = "producer",
            description = "Snowflake of the channel, thread or direct message to send to, unless the body or a header"
                    + " names one: the header of the message that the route got does. For another channel use the option"
                    + " channel.")
    private String channelId;

    @UriParam(
            label = "producer",
            description =
                    "Who may be pinged by what is sent: users, roles, everyone, separated by commas. Nobody unless"
                            + " set.")
    private String allowedMentions;

    public DiscordConfiguration copy() {
        try {
            return (DiscordConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    public String getToken() {
        return token;
    }

    public void setToken(String token) {
        this.token = token;
    }

    public String getApiUrl() {
        return apiUrl;
    }

    public void setApiUrl(String apiUrl) {
        this.apiUrl = apiUrl;
    }

    public String getProxy() {
        return proxy;
    }

    public void setProxy(String proxy) {
        this.proxy = proxy;
    }

    public boolean isCompress() {
        return compress;
    }

    public void setCompress(boolean compress) {
        this.compress = compress;
    }

    public String getShards() {
        return shards;
    }

    public void setShards(String shards) {
        this.shards = shards;
    }

    public GatewayEvents getGatewayEvents() {
        return gatewayEvents;
    }

    public void setGatewayEvents(GatewayEvents gatewayEvents) {
        this.gatewayEvents = gatewayEvents;
    }

    public long getStartTimeout() {
        return startTimeout;
    }

    public void setStartTimeout(long startTimeout) {
        this.startTimeout = startTimeout;
    }

    public int getBanLimit() {
        return banLimit;
    }

    public void setBanLimit(int banLimit) {
        this.banLimit = banLimit;
    }

    public long getBanWindow() {
        return banWindow;
    }

    public void setBanWindow(long banWindow) {
        this.banWindow = banWindow;
    }

    public boolean isBots() {
        return bots;
    }

    public void setBots(boolean bots) {
        this.bots = bots;
    }

    public boolean isNotices() {
        return notices;
    }

    public void setNotices(boolean notices) {
        this.notices = notices;
    }

    public int getQueueSize() {
        return queueSize;
    }

    public void setQueueSize(int queueSize) {
        this.queueSize = queueSize;
    }

    public int getConcurrency() {
        return concurrency;
    }

    public void setConcurrency(int concurrency) {
        this.concurrency = concurrency;
    }

    public Ordered getOrdered() {
        return ordered;
    }

    public void setOrdered(Ordered ordered) {
        this.ordered = ordered;
    }

    public String getChannelId() {
        return channelId;
    }

    public void setChannelId(String channelId) {
        this.channelId = channelId;
    }

    public String getAllowedMentions() {
        return allowedMentions;
    }

    public void setAllowedMentions(String allowedMentions) {
        this.allowedMentions = allowedMentions;
    }
}
