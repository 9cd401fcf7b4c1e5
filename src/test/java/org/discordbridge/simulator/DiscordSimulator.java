package org.discordbridge.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.discordbridge.simulator.chat.ChatServer;
import org.discordbridge.simulator.internal.Faults;
import org.discordbridge.simulator.internal.Settings;
import org.discordbridge.simulator.internal.SimClock;
import org.discordbridge.simulator.internal.SimServer;
import org.discordbridge.simulator.internal.World;

/**
 * A Discord on one port of 127.0.0.1: script what users do, let a client act, verify what it did.
 *
 * <p>A client finds it by {@link #apiUrl()} and {@link #gatewayUrl()}, and is let in with {@link #token()}:
 *
 * <pre>{@code
 * try (DiscordSimulator discord = DiscordSimulator.start()) {
 *     Channel general = discord.addGuild("Home").addTextChannel("general");
 *     User ada = discord.addUser("Ada");
 *     startYourBot(discord.apiUrl(), discord.gatewayUrl(), discord.token());
 *     discord.gateway().awaitConnected(1, Duration.ofSeconds(10));
 *
 *     discord.fault(Fault.status(500)).on("POST", "/channels/**").times(1);
 *     general.post(ada, "!ping");
 *     Message pong = general.awaitMessage("pong", Duration.ofSeconds(10));
 *     discord.gateway().drop();
 *     discord.gateway().awaitResumes(1, Duration.ofSeconds(10));
 *
 *     List<RecordedCall> posts = discord.calls("POST", "/channels/**");
 * }
 * }</pre>
 *
 * <p>In tests with JUnit, {@code @Simulated} gives each test one. {@link #chat()} serves a page to look at it, and
 * {@link #main} runs one on its own.
 *
 * <p>Everything is safe from any thread. What a script does is visible to REST and dispatched to the gateway before the
 * call returns; whether a client has read it is another matter, so verify with the awaiting calls.
 */
public final class DiscordSimulator implements AutoCloseable {
    private final Settings settings;
    private final SimClock clock;
    private final Faults faults = new Faults();
    private final World world;
    private final SimServer server;
    private ChatServer chat;

    DiscordSimulator(Settings settings) {
        this.settings = settings;
        this.clock = new SimClock(settings.ahead());
        this.world = new World(settings, clock);
        this.server = new SimServer(world, faults);
    }

    /** A simulator to be configured. */
    public static SimulatorBuilder builder() {
        return new SimulatorBuilder();
    }

    /** A simulator with every default. */
    public static DiscordSimulator start() {
        return builder().start();
    }

    /**
     * Runs one on its own until it is killed, for a client in any language: with a guild, three people and the page of
     * {@link #chat()}. Says where it is and what the token is.
     *
     * @param args {@code --port PORT}, {@code --token TOKEN} and more; without them any free port, and a token of ours
     */
    public static void main(String[] args) {
        Standalone.run(args);
    }

    /** The base of REST, {@code http://127.0.0.1:PORT/api/v10}. */
    public String apiUrl() {
        return "http://" + cdnHost() + "/api/v10";
    }

    /** The gateway, {@code ws://127.0.0.1:PORT}. */
    public String gatewayUrl() {
        return "ws://" + cdnHost();
    }

    /** Host and port of attachment links, {@code 127.0.0.1:PORT}. */
    public String cdnHost() {
        return "127.0.0.1:" + server.port();
    }

    /** The port. */
    public int port() {
        return server.port();
    }

    /** The bot's token. */
    public String token() {
        return settings.token();
    }

    /** The bot under test; its id is also the application's. */
    public User bot() {
        return world.bot();
    }

    /** Everybody who has an account, the bot first. */
    public List<User> users() {
        return world.users();
    }

    /** The guilds that the bot is in, in the order in which they were added. */
    public List<Guild> guilds() {
        return world.guilds();
    }

    /** A channel, thread or direct-message channel by its id. */
    public Optional<Channel> channel(long id) {
        return world.channel(id);
    }

    /** Gives the bot's account another display name: USER_UPDATE. */
    public void renameBot(String displayName) {
        world.renameBot(displayName);
    }

    /** Adds a person. */
    public User addUser(String name) {
        return world.addUser(name.toLowerCase(Locale.ROOT), name, false);
    }

    /** Adds another bot. */
    public User addBot(String name) {
        return world.addUser(name, null, true);
    }

    /** Adds a guild the bot is in and dispatches GUILD_CREATE. */
    public Guild addGuild(String name) {
        return world.addGuild(name, 0);
    }

    /** Adds a guild with this snowflake. */
    public Guild addGuild(String name, long id) {
        return world.addGuild(name, id);
    }

    /** The direct-message channel between a user and the bot. */
    public Channel directChannel(User user) {
        return world.direct(user);
    }

    /** Sends a direct message to the bot. */
    public Message directMessage(User from, String text) {
        return directChannel(from).post(from, text);
    }

    /** Deletes every webhook, as somebody with the permission may: their addresses are unknown from now on. */
    public void deleteWebhooks() {
        world.deleteWebhooks();
    }

    /** Registers a slash command with optional string options, as the bot's deployment may have done by REST. */
    public void addCommand(String name, String... options) {
        server.interactions().addCommand(name, options);
    }

    /** The commands that are registered everywhere, as Discord keeps them. */
    public List<ObjectNode> commands() {
        return server.interactions().commands(0);
    }

    /** The commands that are registered in a guild. */
    public List<ObjectNode> commands(Guild guild) {
        return server.interactions().commands(guild.id());
    }

    /**
     * Lets a user type a slash command; fails if the bot has not registered it, or if Discord would not let anybody enter
     * that.
     *
     * @param command its name; of a sub-command the path, separated by blanks
     */
    public Interaction slashCommand(User user, Channel channel, String command, Map<String, ?> options) {
        return server.interactions().slash(user, channel, command, options);
    }

    /** Lets a user type an option that is suggested for, and pause. */
    public Interaction typeOption(
            User user, Channel channel, String command, String option, String text, Map<String, ?> others) {
        return server.interactions().typing(user, channel, command, option, text, others);
    }

    /** Lets a user choose a command from the menu of a user. */
    public Interaction userCommand(User user, Channel channel, String command, User target) {
        return server.interactions().onUser(user, channel, command, target);
    }

    /** Lets a user choose a command from the menu of a message. */
    public Interaction messageCommand(User user, String command, Message target) {
        return server.interactions().onMessage(user, command, target);
    }

    /** Lets a user press the button with this custom id; fails if the message has none. */
    public Interaction pressButton(User user, Message message, String customId) {
        return server.interactions().press(user, message, customId);
    }

    /** Lets a user choose in the select with this custom id: values of its options, or ids of users, roles, channels. */
    public Interaction choose(User user, Message message, String customId, String... values) {
        return server.interactions().choose(user, message, customId, List.of(values));
    }

    /** Lets whom the bot showed a form fill it in by the custom ids of its fields, and send it. */
    public Interaction submitModal(Interaction opened, Map<String, String> fields) {
        return server.interactions().submit(opened, fields);
    }

    /** Puts a fault in force; say when it strikes with what is returned. */
    public FaultRule fault(Fault fault) {
        FaultRule rule = new FaultRule(fault);
        faults.add(rule);
        return rule;
    }

    /** Lifts every fault of REST and CDN. */
    public void clearFaults() {
        faults.clear();
    }

    /** The gateway's side of the script. */
    public Gateway gateway() {
        return server.gateway();
    }

    /** The CDN's side of the script. */
    public Cdn cdn() {
        return server.cdn();
    }

    /** The page on which people can talk to the bot; served from the first call on. */
    public Chat chat() {
        synchronized (faults) {
            if (chat == null) {
                chat = new ChatServer(this, server.vertx());
                world.witness(chat.witness());
                server.serveChat(chat);
            }
            return chat;
        }
    }

    /** Lets time pass for links, tokens, nonces, sessions and buckets, without waiting. */
    public void advanceClock(Duration by) {
        clock.advance(by);
    }

    /** Every call so far, oldest first, downloads included. */
    public List<RecordedCall> calls() {
        return server.recorder().calls(call -> true);
    }

    /** The calls of this method ({@code *} for any) and path pattern so far. */
    public List<RecordedCall> calls(String method, String pathPattern) {
        return server.recorder().calls(RecordedCall.matching(method, pathPattern));
    }

    /** Waits for so many calls of this method and path pattern. */
    public List<RecordedCall> awaitCalls(int count, String method, String pathPattern, Duration timeout) {
        String what = method + " " + pathPattern;
        return server.recorder().await(count, what, RecordedCall.matching(method, pathPattern), timeout);
    }

    /** How fast the bot asked so far, over all its connections. */
    public RequestRate requestRate() {
        return server.requestRate();
    }

    /** Connections of the gateway so far, oldest first. */
    public List<GatewayConnection> connections() {
        return gateway().connections();
    }

    /** Sessions of the gateway so far, oldest first. */
    public List<GatewaySession> sessions() {
        return gateway().sessions();
    }

    /** Cuts every connection and ends every thread; fails if the simulator itself had a defect. */
    @Override
    public void close() {
        server.close();
        synchronized (faults) {
            if (chat != null) {
                chat.close();
            }
        }
        RuntimeException bug = server.recorder().firstBug();
        if (bug != null) {
            throw new IllegalStateException("The simulator failed while it answered a request", bug);
        }
    }
}
