package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.apache.camel.Endpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.discordbridge.discord.catchup.PrefixedStates;
import org.discordbridge.discord.options.DiscordConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Options of endpoints in YAML, as Camel's own loader of routes reads them. */
@Timeout(120)
class LiteralOptionsTest {
    private static final String ODD = "a+b%41&c=d #?";

    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void configure() {
        context.getComponent("discord", DiscordComponent.class)
                .getConfiguration()
                .setToken("token");
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "two words",
                "^ab+c$",
                "%41 %25 100%",
                "a&b=c&bots=true",
                "#[0-9]+ #b",
                "(a|b)+%25 %41",
                "^(a)&b$",
                "{\"a\": [1, \"+\"]}",
                "a{2}+",
                "(a{2})+%41",
                "é ü + 🦀",
                "\\d+\\s?~`<>^|",
                "a/b?c=d#e",
                "RAW",
                "RAW(+",
                "${body.content}+"
            })
    void areTakenAsTheyStand(String value) throws Exception {
        load("contentPattern: " + quoted(value));

        assertThat(input().getConfiguration().getContentPattern()).isEqualTo(value);
        assertThat(input().getConfiguration().isBots()).isFalse();
    }

    @Test
    void allOptionsAreTakenAsTheyStand() throws Exception {
        List<Method> setters = Arrays.stream(DiscordConfiguration.class.getMethods())
                .filter(method -> method.getName().startsWith("set") && method.getParameterTypes()[0] == String.class)
                .toList();
        load(setters.stream().map(setter -> name(setter) + ": " + quoted(ODD)).toArray(String[]::new));

        assertThat(setters).hasSizeGreaterThan(30);
        for (Method setter : setters) {
            Object value = DiscordConfiguration.class
                    .getMethod(setter.getName().replaceFirst("set", "get"))
                    .invoke(input().getConfiguration());
            assertThat(value).as(setter.getName()).isEqualTo(ODD);
        }
    }

    @Test
    void soAreThoseOfOperations() throws Exception {
        load("contentPattern: x");

        RouteDefinition route = context.getRouteDefinitions().get(0);
        assertThat(endpoint(((SendDefinition<?>) route.getOutputs().get(0)).getEndpointUri())
                        .getConfiguration()
                        .getReason())
                .isEqualTo(ODD);
        assertThat(endpoint(((ToDynamicDefinition) route.getOutputs().get(1)).getUri())
                        .getConfiguration()
                        .getReason())
                .isEqualTo(ODD);
    }

    @Test
    void soAreSettingsAndReferences() throws Exception {
        Properties settings = new Properties();
        settings.put("PATTERN", "^a+b%41$");
        settings.put("REPOSITORY", "#positions");
        context.getPropertiesComponent().setInitialProperties(settings);
        PrefixedStates positions = new PrefixedStates(null, "");
        context.getRegistry().bind("positions", positions);
        load(
                "contentPattern: \"{{PATTERN}}\"",
                "positionRepository: \"{{REPOSITORY}}\"",
                "prefix: \"{{?NO_SUCH_SETTING}}\"");

        assertThat(input().getConfiguration().getContentPattern()).isEqualTo("^a+b%41$");
        assertThat(input().getConfiguration().getPositionRepository()).isSameAs(positions);
        assertThat(input().getConfiguration().getPrefix()).isNull();
    }

    @Test
    void whatIsRawAlreadyStaysSo() throws Exception {
        load("contentPattern: RAW(a+b)", "prefix: RAW{c+d}");

        assertThat(input().getConfiguration().getContentPattern()).isEqualTo("a+b");
        assertThat(input().getConfiguration().getPrefix()).isEqualTo("c+d");
    }

    @Test
    void theActionMayBeAnOption() throws Exception {
        read("""
                - route:
                    from:
                      uri: discord
                      parameters:
                        action: message-created
                        contentPattern: '^ab+c$'
                      steps:
                        - to:
                            uri: log:out
                """);

        assertThat(input().getAction()).isEqualTo("message-created");
        assertThat(input().getConfiguration().getContentPattern()).isEqualTo("^ab+c$");
    }

    @Test
    void whatStandsInAUriIsDecoded() throws Exception {
        read("""
                - route:
                    from:
                      uri: discord:message-created?contentPattern=%5Eab+c%24%41&prefix=!
                      steps:
                        - to:
                            uri: log:out
                """);

        assertThat(input().getConfiguration().getContentPattern()).isEqualTo("^ab c$A");
        assertThat(input().getConfiguration().getPrefix()).isEqualTo("!");
    }

    @Test
    void aValueThatCannotBeToldFromTheNextOptionIsRefused() {
        assertThatThrownBy(() -> load("contentPattern: '(a)&b{2}&c'"))
                .hasMessageContaining(
                        "a value cannot have both )& and }& in it. Write one of them in another way, such as [&]")
                .hasMessageContaining("line 6, column");
    }

    private void load(String... options) throws Exception {
        read("""
                - route:
                    from:
                      uri: discord:message-created
                      parameters:
                        # options
                        OPTIONS
                      steps:
                        - to:
                            uri: discord:pin
                            parameters:
                              reason: ODD
                        - toD:
                            uri: discord:pin
                            parameters:
                              reason: ODD
                """.replace("OPTIONS", String.join("\n" + " ".repeat(8), options)).replace("ODD", quoted(ODD)));
    }

    private void read(String yaml) throws Exception {
        context.build();
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("mine.camel.yaml", yaml));
    }

    private DiscordEndpoint input() {
        return endpoint(context.getRouteDefinitions().get(0).getInput().getEndpointUri());
    }

    private DiscordEndpoint endpoint(String uri) {
        Endpoint endpoint = context.getEndpoint(uri);
        return (DiscordEndpoint) endpoint;
    }

    private static String name(Method setter) {
        String name = setter.getName().substring(3);
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
