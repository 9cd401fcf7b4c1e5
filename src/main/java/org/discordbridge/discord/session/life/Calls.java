package org.discordbridge.discord.session.life;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.discordbridge.discord.session.call.ChannelCalls;
import org.discordbridge.discord.session.call.InteractionReplies;
import org.discordbridge.discord.session.call.MemberCalls;
import org.discordbridge.discord.session.call.MessageCalls;
import org.discordbridge.discord.session.call.Outbox;
import org.discordbridge.discord.session.call.OwnWebhooks;
import org.discordbridge.discord.session.call.WebhookCalls;
import org.discordbridge.discord.session.command.CommandRegistration;
import org.discordbridge.discord.session.command.CommandTree;
import org.discordbridge.discord.session.interaction.DiscordTime;
import org.discordbridge.discord.session.interaction.PendingAnswers;

/** Calls Discord's REST API, for the bot of a session. Nothing blocks; the futures end as those of {@code Rest} do. */
public final class Calls {
    private final Supplier<Connection> connected;
    private final PendingAnswers pendingAnswers;
    private final DiscordTime time;
    private final OwnWebhooks ownWebhooks = new OwnWebhooks();

    /** @param connected gives the connection, or throws if there is none */
    Calls(Supplier<Connection> connected, PendingAnswers pendingAnswers, DiscordTime time) {
        this.connected = connected;
        this.pendingAnswers = pendingAnswers;
        this.time = time;
    }

    /** Returns the bot's own user id. */
    public String selfId() {
        return connected.get().selfId();
    }

    /** Returns the name of a role, null if it is not known. */
    public String roleName(String guildId, String roleId) {
        return connected.get().places().role(guildId, roleId);
    }

    /** Returns the application's id, which differs from the user's id for old bots. */
    public String applicationId() {
        return connected.get().applicationId();
    }

    /** Returns the calls that send messages into a channel. */
    public Outbox outbox() {
        Connection current = connected.get();
        return new Outbox(current.rest(), current.reader());
    }

    /** Returns the calls that answer interactions. */
    public InteractionReplies replies() {
        Connection current = connected.get();
        return new InteractionReplies(current.rest(), current.reader(), current.applicationId(), pendingAnswers, time);
    }

    /** Returns the calls for existing messages. */
    public MessageCalls messages() {
        Connection current = connected.get();
        return new MessageCalls(current.rest(), current.reader(), current.applicationId(), replies());
    }

    /** Returns the calls for channels, threads and direct messages. */
    public ChannelCalls channels() {
        Connection current = connected.get();
        return new ChannelCalls(current.shards(), current.rest(), current.reader());
    }

    /** Returns the calls for members of guilds. */
    public MemberCalls members() {
        return new MemberCalls(connected.get().rest());
    }

    /** Returns the calls that post under another name. */
    public WebhookCalls webhooks() {
        Connection current = connected.get();
        return new WebhookCalls(current.shards(), current.rest(), current.reader(), ownWebhooks);
    }

    /**
     * Registers exactly these commands, and no others, in a guild or globally. If they are registered already, it
     * changes nothing.
     *
     * @param guildId null for global commands
     * @param commands as {@link CommandTree} makes them
     * @return whether anything has changed
     */
    public CompletableFuture<Boolean> register(String guildId, List<Map<String, Object>> commands) {
        Connection current = connected.get();
        return new CommandRegistration(current.rest(), current.applicationId()).register(guildId, commands);
    }
}
