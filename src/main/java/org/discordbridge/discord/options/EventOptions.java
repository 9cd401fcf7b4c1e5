package org.discordbridge.discord.options;

import org.apache.camel.spi.StateRepository;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** Options of {@code from: discord:} that say which events are delivered, and with what. */
@UriParams
public class EventOptions extends OperationOptions {
    @UriParam(
            label = "consumer",
            description = "Guilds whose events are delivered, by id or name, separated by commas. All unless set.")
    private String guilds;

    @UriParam(
            label = "consumer",
            description = "Channels whose events are delivered, with their threads, by id or name, separated by commas."
                    + " All unless set.")
    private String channels;

    @UriParam(
            label = "consumer",
            description = "Users whose events are delivered, by id or user name, separated by commas. All unless set.")
    private String users;

    @UriParam(
            label = "consumer",
            description = "Roles, by id or name, separated by commas: events of users who have one of them are"
                    + " delivered. All unless set.")
    private String roles;

    @UriParam(
            label = "consumer",
            description = "What the text of a message must begin with to be delivered, such as an exclamation mark.")
    private String prefix;

    @UriParam(
            label = "consumer",
            description = "Regular expression that must be found in the text of a message for it to be delivered.")
    private String contentPattern;

    @UriParam(
            label = "consumer",
            description = "Intents, by name, separated by commas: messages of which one of them is the nearest are"
                    + " delivered; unknown for those that none is near. All unless set.")
    private String intent;

    @UriParam(
            label = "consumer",
            enums = "include,exclude,only",
            defaultValue = "include",
            description = "Whether what happens in direct messages is delivered besides what happens in guilds, not at"
                    + " all, or alone. Intents that are not needed then are not asked for.")
    private DirectMessages directMessages = DirectMessages.INCLUDE;

    @UriParam(
            label = "consumer",
            description = "Whether the header CamelDiscordRaw carries Discord's own JSON of the event, without tokens.")
    private boolean includeRaw;

    @UriParam(
            label = "consumer",
            description = "Where the route keeps how far it has come in every channel. With it, messages that were"
                    + " written while nobody listened are read over REST, in order and before newer ones; without it"
                    + " they are lost.")
    private StateRepository<String, String> positionRepository;

    @UriParam(
            label = "consumer,advanced",
            description = "What the keys in the positionRepository begin with, such as events:. Routes that share a"
                    + " repository need one each, but for one of them.")
    private String positionPrefix;

    @UriParam(
            label = "consumer",
            description = "From where on messages are read when the positionRepository is new: an age such as 12h or"
                    + " 7d, a moment such as 2026-01-31T00:00:00Z, or the id of a message. Those from now on unless"
                    + " set.")
    private String catchUpFrom;

    @UriParam(
            label = "consumer",
            description = "How old messages may be that are read because nobody listened, such as 12h or 7d. Any age"
                    + " unless set.")
    private String catchUpMaxAge;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "300000",
            javaType = "java.time.Duration",
            description = "How often Discord is asked for the newest message of every channel, in case the gateway has"
                    + " lost some, in milliseconds; 0 for never. Only with a positionRepository.")
    private long auditInterval = 300_000;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "10000",
            description = "How many messages are remembered, so that their edits and deletion can tell the text before."
                    + " Only while a route wants edits or deletions. Of the endpoints with the same token, the first"
                    + " decides.")
    private int cachedMessages = 10_000;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "33554432",
            description = "How many bytes the remembered messages may take, at most. Of the endpoints with the same"
                    + " token, the first decides.")
    private long cachedBytes = 33_554_432;

    public String getPositionPrefix() {
        return positionPrefix;
    }

    public void setPositionPrefix(String positionPrefix) {
        this.positionPrefix = positionPrefix;
    }

    public StateRepository<String, String> getPositionRepository() {
        return positionRepository;
    }

    public void setPositionRepository(StateRepository<String, String> positionRepository) {
        this.positionRepository = positionRepository;
    }

    public String getCatchUpFrom() {
        return catchUpFrom;
    }

    public void setCatchUpFrom(String catchUpFrom) {
        this.catchUpFrom = catchUpFrom;
    }

    public String getCatchUpMaxAge() {
        return catchUpMaxAge;
    }

    public void setCatchUpMaxAge(String catchUpMaxAge) {
        this.catchUpMaxAge = catchUpMaxAge;
    }

    public long getAuditInterval() {
        return auditInterval;
    }

    public void setAuditInterval(long auditInterval) {
        this.auditInterval = auditInterval;
    }

    public String getGuilds() {
        return guilds;
    }

    public void setGuilds(String guilds) {
        this.guilds = guilds;
    }

    public String getChannels() {
        return channels;
    }

    public void setChannels(String channels) {
        this.channels = channels;
    }

    public String getUsers() {
        return users;
    }

    public void setUsers(String users) {
        this.users = users;
    }

    public String getRoles() {
        return roles;
    }

    public void setRoles(String roles) {
        this.roles = roles;
    }

    public String getPrefix() {
        return prefix;
    }

    public void setPrefix(String prefix) {
        this.prefix = prefix;
    }

    public String getContentPattern() {
        return contentPattern;
    }

    public void setContentPattern(String contentPattern) {
        this.contentPattern = contentPattern;
    }

    public String getIntent() {
        return intent;
    }

    public void setIntent(String intent) {
        this.intent = intent;
    }

    public DirectMessages getDirectMessages() {
        return directMessages;
    }

    public void setDirectMessages(DirectMessages directMessages) {
        this.directMessages = directMessages;
    }

    public boolean isIncludeRaw() {
        return includeRaw;
    }

    public void setIncludeRaw(boolean includeRaw) {
        this.includeRaw = includeRaw;
    }

    public int getCachedMessages() {
        return cachedMessages;
    }

    public void setCachedMessages(int cachedMessages) {
        this.cachedMessages = cachedMessages;
    }

    public long getCachedBytes() {
        return cachedBytes;
    }

    public void setCachedBytes(long cachedBytes) {
        this.cachedBytes = cachedBytes;
    }
}
