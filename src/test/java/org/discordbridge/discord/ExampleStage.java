package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.support.LoggingExceptionHandler;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.discordbridge.event.EventType;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Entity;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.User;
import org.discordbridge.simulator.Webhook;
import org.junit.jupiter.api.BeforeEach;

/** What the examples of the component's page speak of: a guild, its channels, people and a message of the bot. */
abstract class ExampleStage extends EventStage {
    Channel announcements;
    Channel help;
    User helper;
    Entity moderator;
    final Heard heard = new Heard();

    /** Notes what enters routes, and whether anything fails. */
    static final class Heard implements DiscordObserver {
        final Set<EventType> entered = ConcurrentHashMap.newKeySet();
        final AtomicInteger exchanges = new AtomicInteger();
        final List<String> failed = new CopyOnWriteArrayList<>();
        final List<String> done = new CopyOnWriteArrayList<>();

        @Override
        public OfRoute route(String routeId, Set<EventType> types) {
            return new OfRoute() {
                @Override
                public void entered(EventType type) {
                    entered.add(type);
                    exchanges.incrementAndGet();
                }

                @Override
                public void left(long millis, boolean failure) {
                    if (failure) {
                        failed.add(routeId);
                    }
                }

                @Override
                public void lost(EventType type) {
                    failed.add(type.eventName());
                }
            };
        }

        @Override
        public OfOperation operation(String name) {
            return (nanos, failure) -> (failure ? failed : done).add(name);
        }
    }

    @BeforeEach
    void furnish() {
        announcements = home.addTextChannel("announcements");
        help = home.addForum("help");
        helper = discord.addBot("helper");
        moderator = home.addRole("moderator");
        home.addMember(ada);
        stage.context.getComponent("discord", DiscordComponent.class).observe(heard);
        stage.context.getRegistry().bind("posted", new MemoryStateRepository());
        stage.context
                .getRegistry()
                .bind(
                        "quiet",
                        ExceptionHandler.class,
                        new LoggingExceptionHandler(stage.context, DiscordConsumer.class));
    }

    /** Loads an example with the ids that there are, and starts it. What is the middle of a route begins with direct:. */
    void start(PageExample example) throws Exception {
        start(example.isWhole() ? example.text() : inARoute(example.text()));
    }

    private void start(String yaml) throws Exception {
        Message written = general.post(discord.bot(), "menu");
        Channel thread = general.addThread("side");
        Webhook hook = general.addWebhook("Hook");
        Properties settings = new Properties();
        settings.setProperty("WEBHOOK", webhook(hook));
        stage.context.getPropertiesComponent().setOverrideProperties(settings);
        Map<String, Long> ids = new LinkedHashMap<>();
        ids.put("118042", general.id());
        ids.put("118077", announcements.id());
        ids.put("118099", home.id());
        ids.put("118150", ada.id());
        ids.put("118160", moderator.id());
        ids.put("118200", written.id());
        ids.put("118300", thread.id());
        String mine = yaml.replace(
                "positions.dat",
                Files.createTempDirectory(Path.of("target"), "positions")
                        .resolve("positions.dat")
                        .toString());
        // all at once: an id that has been put in may have the digits of another one
        mine = Pattern.compile(String.join("|", ids.keySet()))
                .matcher(mine)
                .replaceAll(id -> String.valueOf(ids.get(id.group())));
        PluginHelper.getRoutesLoader(stage.context).loadRoutes(ResourceHelper.fromString("example.camel.yaml", mine));
        stage.start();
        if (yaml.contains("discord:") && !yaml.contains("lazyStartProducer: true")) {
            discord.gateway().awaitConnected(1, ComponentStage.SOON);
        }
    }

    private String webhook(Webhook hook) {
        return discord.apiUrl() + "/webhooks/" + hook.id() + "/" + hook.token();
    }

    private static String inARoute(String steps) {
        return "- from:\n    uri: direct:example\n    steps:\n" + steps.indent(6);
    }

    /** Runs an example that is the middle of a route, with a body. */
    Exchange run(Object body) {
        Exchange done = stage.context
                .createProducerTemplate()
                .request("direct:example", exchange -> exchange.getMessage().setBody(body));
        assertThat(done.getException()).isNull();
        return done;
    }
}
