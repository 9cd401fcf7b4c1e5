package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import net.dv8tion.jda.api.entities.Activity;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.discordbridge.discord.session.connect.JdaCustomizer;
import org.discordbridge.event.EventType;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.User;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An application that gives the component its own HTTP client, or changes how JDA is built. */
@Simulated
@Timeout(120)
class GivenClientsTest {
    DiscordSimulator discord;
    private Channel general;
    private User ada;
    private ComponentStage stage;

    @BeforeEach
    void people() {
        general = discord.addGuild("Home").addTextChannel("general");
        ada = discord.addUser("Ada");
        stage = new ComponentStage(discord);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    /** Starts a route, and lets it hear something. */
    private void hear() throws Exception {
        stage.route("discord:message-created").start();
        general.post(ada, "hello");
        assertThat(stage.await(EventType.MESSAGE_CREATED, MessageCreated.class).content())
                .isEqualTo("hello");
    }

    /** Makes the component anew, so that it finds what has been bound. */
    private void bind(String name, Object part) throws Exception {
        var configuration =
                stage.context.getComponent("discord", DiscordComponent.class).getConfiguration();
        stage.context.removeComponent("discord");
        stage.context.getRegistry().bind(name, part);
        stage.context.getComponent("discord", DiscordComponent.class).setConfiguration(configuration);
    }

    @Test
    void theOnlyHttpClientOfTheRegistryMakesTheRequestsAndIsLeftOpen() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        OkHttpClient mine = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    asked.add(chain.request().url().encodedPath());
                    return chain.proceed(chain.request());
                })
                .build();
        bind("http", mine);
        hear();
        stage.context.stop();

        assertThat(asked).contains("/api/v10/gateway/bot", "/api/v10/users/@me");
        assertThat(mine.dispatcher().executorService().isShutdown()).isFalse();
        Request again = new Request.Builder().url(discord.apiUrl() + "/gateway").build();
        try (Response answer = mine.newCall(again).execute()) {
            assertThat(answer.code()).isEqualTo(200);
        }
    }

    @Test
    void theProxyOfTheClientServesTheGatewayToo() throws Exception {
        try (HttpProxy proxy = new HttpProxy()) {
            URI address = URI.create("http://" + proxy.address());
            stage.context
                    .getComponent("discord", DiscordComponent.class)
                    .setHttpClient(new OkHttpClient.Builder()
                            .proxy(new Proxy(
                                    Proxy.Type.HTTP, new InetSocketAddress(address.getHost(), address.getPort())))
                            .build());
            hear();

            assertThat(proxy.asked())
                    .contains(
                            "GET " + discord.apiUrl() + "/gateway/bot",
                            "CONNECT " + URI.create(discord.apiUrl()).getAuthority());
        }
    }

    @Test
    void jdaIsBuiltWithWhatTheCustomizerOfTheRegistrySays() throws Exception {
        JdaCustomizer watching = builder -> builder.setActivity(Activity.watching("the kettle"))
                .setToken("another")
                .setDisabledIntents(
                        Set.copyOf(java.util.EnumSet.allOf(net.dv8tion.jda.api.requests.GatewayIntent.class)));
        bind("kettle", watching);
        hear();

        assertThat(discord.sessions().get(0).identify()).contains("the kettle");
        assertThat(stage.intents()).containsExactly("DIRECT_MESSAGES", "GUILDS", "GUILD_MESSAGES", "MESSAGE_CONTENT");
    }

    @Test
    void listenersOfJdaAreRefused() throws Exception {
        stage.context
                .getComponent("discord", DiscordComponent.class)
                .setJdaCustomizer(builder -> builder.addEventListeners(new ListenerAdapter() {}));
        stage.route("discord:message-created");

        assertThatThrownBy(stage::start)
                .hasStackTraceContaining("Cannot start discord:message-created: The JdaCustomizer ")
                .hasStackTraceContaining(" adds listeners, which would miss most events: they are read before JDA makes"
                        + " its own of them. Nothing was connected. Remove the listeners, and let a route begin with"
                        + " discord:");
        assertThat(discord.sessions()).isEmpty();
    }

    @Test
    void aCustomizerThatFailsIsNamed() throws Exception {
        stage.context.getComponent("discord", DiscordComponent.class).setJdaCustomizer(builder -> {
            throw new IllegalStateException("no kettle");
        });
        stage.route("discord:message-created");

        assertThatThrownBy(stage::start)
                .hasStackTraceContaining(
                        " failed, and nothing was connected:" + " java.lang.IllegalStateException: no kettle");
    }
}
