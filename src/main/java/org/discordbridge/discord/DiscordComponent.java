package org.discordbridge.discord;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import okhttp3.OkHttpClient;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.StartupListener;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.discordbridge.discord.catchup.Gaps;
import org.discordbridge.discord.catchup.Positions;
import org.discordbridge.discord.options.Choices;
import org.discordbridge.discord.options.DiscordConfiguration;
import org.discordbridge.discord.session.SessionException;
import org.discordbridge.discord.session.connect.JdaCustomizer;
import org.discordbridge.discord.session.life.DiscordSession;
import org.discordbridge.discord.session.life.SessionFigures;
import org.discordbridge.discord.sharing.Membership;
import org.discordbridge.discord.sharing.ShardSharing;

/**
 * Holds the sessions with Discord: one for each token, shared by all its endpoints. A session connects when the context
 * has started and every route has said which events it wants, or earlier by {@link #connect}.
 */
@Component("discord")
public class DiscordComponent extends HealthCheckComponent implements StartupListener {
    private static final int NOTE_THREADS = 8;

    private final Sessions sessions = new Sessions(this);
    private ExecutorService noteThreads;
    private volatile DiscordObserver observer = DiscordObserver.NONE;

    @Metadata(description = "Options that all endpoints share, unless they say otherwise.")
    private DiscordConfiguration configuration = new DiscordConfiguration();

    @Metadata(
            label = "advanced",
            description =
                    "Whether the context stops when Discord ends a session for good, because the token was replaced"
                            + " for instance. Otherwise that shows in the log and in the health check, and a supervising"
                            + " route controller, if there is one, starts the routes again.")
    private boolean stopContextOnFailure;

    @Metadata(
            label = "advanced",
            autowired = true,
            description = "The HTTP client for REST, with timeouts, certificates or interceptors of one's own. The"
                    + " component derives its own from it, which shares threads and connections with it, and does not"
                    + " close it. Its HTTP proxy serves the gateway too, unless the option proxy is set.")
    private OkHttpClient httpClient;

    @Metadata(
            label = "advanced",
            autowired = true,
            description =
                    "Changes JDA's builder before each connection to the gateway is made of it: the bot's presence"
                            + " and activity, TLS of the gateway, caches. Listeners are refused.")
    private JdaCustomizer jdaCustomizer;

    @Metadata(
            label = "advanced",
            description = "Shares the shards of the bot with other processes that have the same token. Each has some of"
                    + " them, and one that ends hands them over. Without it, this process has all of them.")
    private ShardSharing shardSharing;

    @Metadata(
            label = "advanced",
            defaultValue = "30000",
            description =
                    "How long, in milliseconds, a stop waits until other processes have the shards of this one. Not"
                            + " at all if there is no other.")
    private long handOverTimeout = 30_000;

    @Metadata(
            label = "advanced",
            defaultValue = "50",
            description =
                    "How many requests a second Discord allows this bot over all processes. Each takes its part, if"
                            + " several share the shards.")
    private int requestsPerSecond = 50;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        try {
            Choices.check(parameters);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("discord:" + remaining + " is not possible: " + e.getMessage());
        }
        DiscordEndpoint endpoint = new DiscordEndpoint(uri, this, remaining, configuration.copy());
        setProperties(endpoint, parameters);
        requireToken(endpoint.getConfiguration(), remaining);
        return endpoint;
    }

    private static void requireToken(DiscordConfiguration configuration, String action) {
        String token = configuration.getToken();
        if (token == null || token.isBlank()) {
            throw new IllegalArgumentException("Cannot start discord:" + action
                    + ": there is no bot token. Set DISCORD_TOKEN (component option token) to the token shown under"
                    + " Developer Portal > Bot");
        }
    }

    /**
     * Logs in with the component's own token. May be called early, before the routes are made. Does not connect, since
     * that needs to know which events the routes want. Blocks for half a minute at most.
     *
     * @throws SessionException if Discord refuses or does not answer; the login is tried again when the context has
     *     started
     */
    public void logIn() {
        if (hasToken()) {
            sessions.early(configuration.copy()).session().logIn();
        }
    }

    /**
     * Begins to connect with the component's own token, after a {@link #logIn()}, so that Discord sees the bot before
     * the routes are made. Events that come before the routes have started wait in the connection.
     *
     * @param inputs the first endpoints of the routes that will start; if others start in the end, the connection is
     *     made again
     * @throws SessionException if Discord refuses or does not answer; it is tried again when the context has started
     */
    public void connect(Collection<DiscordEndpoint> inputs) {
        sessions.connect(configuration, inputs);
    }

    /** Returns the session of the component's own token. */
    DiscordSession ownSession() {
        requireToken(configuration, "");
        return sessions.of(configuration).session();
    }

    /** Asks for the session of the component's own token, if it has one, and does something once all are ready. */
    void whenReady(Runnable action) {
        if (hasToken()) {
            sessions.of(configuration);
        }
        sessions.whenReady(action);
    }

    private boolean hasToken() {
        return configuration.getToken() != null && !configuration.getToken().isBlank();
    }

    /** Returns the threads that write to repositories of posted messages. */
    synchronized Executor noteThreads() {
        if (noteThreads == null) {
            noteThreads = getCamelContext()
                    .getExecutorServiceManager()
                    .newFixedThreadPool(this, "discord:posted", NOTE_THREADS);
        }
        return noteThreads;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        getCamelContext().addStartupListener(this);
        if (getCamelContext().isStarted()) {
            // the component was made later than its context; nothing else will tell
            sessions.start();
        }
        if (sharing() != null) {
            // before routes stop
            getCamelContext().getManagementStrategy().addEventNotifier(new StopNotifier(this::leave));
        }
        HealthCheckRegistry health = HealthCheckHelper.getHealthCheckRegistry(getCamelContext());
        if (health != null && (isHealthCheckConsumerEnabled() || isHealthCheckProducerEnabled())) {
            health.register(new DiscordHealthCheck(this));
        }
    }

    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
        // too early: the routes have not said yet which events they want
    }

    @Override
    public void onCamelContextFullyStarted(CamelContext context, boolean alreadyStarted) {
        sessions.start();
    }

    ShardSharing sharing() {
        return shardSharing != null && shardSharing.isOn() ? shardSharing : null;
    }

    /** Gives the shards to other processes, if there are any. Blocks meanwhile. */
    private void leave() {
        sessions.all().forEach(session -> session.leave(Duration.ofMillis(handOverTimeout)));
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        sessions.close();
        synchronized (this) {
            if (noteThreads != null) {
                getCamelContext().getExecutorServiceManager().shutdownNow(noteThreads);
                noteThreads = null;
            }
        }
    }

    /** Counts the open gaps of routes that keep positions. */
    public Gaps gaps() {
        Gaps all = new Gaps(0, Duration.ZERO, Map.of());
        for (SessionHolder holder : sessions.all()) {
            for (EventIntake intake : holder.intakes()) {
                Positions positions = intake.positions();
                if (positions != null) {
                    all = all.and(positions.gaps());
                }
            }
        }
        return all;
    }

    /** Returns the figures of every session. */
    public List<SessionFigures> figures() {
        return sessions.all().stream().map(holder -> holder.session().figures()).toList();
    }

    /** Returns the places of this process among those that share shards, one for each session; none if none are shared. */
    public List<Membership> memberships() {
        return sessions.all().stream()
                .map(SessionHolder::share)
                .filter(share -> share != null && share.membership() != null)
                .map(ShardShare::membership)
                .toList();
    }

    /** Sets the observer of what routes receive and do. Call it before routes start. */
    public void observe(DiscordObserver newObserver) {
        observer = newObserver;
    }

    DiscordObserver observer() {
        return observer;
    }

    Sessions sessions() {
        return sessions;
    }

    public DiscordConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(DiscordConfiguration configuration) {
        this.configuration = configuration;
    }

    public boolean isStopContextOnFailure() {
        return stopContextOnFailure;
    }

    public void setStopContextOnFailure(boolean stopContextOnFailure) {
        this.stopContextOnFailure = stopContextOnFailure;
    }

    public ShardSharing getShardSharing() {
        return shardSharing;
    }

    public void setShardSharing(ShardSharing shardSharing) {
        this.shardSharing = shardSharing;
    }

    public int getRequestsPerSecond() {
        return requestsPerSecond;
    }

    public void setRequestsPerSecond(int requestsPerSecond) {
        this.requestsPerSecond = requestsPerSecond;
    }

    public long getHandOverTimeout() {
        return handOverTimeout;
    }

    public void setHandOverTimeout(long handOverTimeout) {
        this.handOverTimeout = handOverTimeout;
    }

    public OkHttpClient getHttpClient() {
        return httpClient;
    }

    public void setHttpClient(OkHttpClient httpClient) {
        this.httpClient = httpClient;
    }

    public JdaCustomizer getJdaCustomizer() {
        return jdaCustomizer;
    }

    public void setJdaCustomizer(JdaCustomizer jdaCustomizer) {
        this.jdaCustomizer = jdaCustomizer;
    }
}
