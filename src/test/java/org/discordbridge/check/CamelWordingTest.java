package org.discordbridge.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Provokes each text of Camel's that {@link RouteFault} reads, from Camel itself. If one fails after an upgrade, Camel words it
 * otherwise: without a change in {@link RouteFault}, people read Camel's words, and no line.
 */
@Timeout(60)
class CamelWordingTest {
    private static final Path FILE = Path.of("mine.camel.yaml");
    private static final String GOOD = """
            - route:
                id: mine
                from:
                  uri: direct:in
                  steps:
                    - setBody:
                        expression:
                          constant:
                            expression: x
                    - to:
                        uri: log:out
            """;

    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void optionThatAnEndpointDoesNotHave() {
        Exception camels = camels(GOOD.replace("log:out", "log:out?colour=red&size=1"));

        assertThat(camels).rootCause().message().contains("Unknown parameters=[{");
        assertThat(told(camels)).isEqualTo("mine.camel.yaml, line 10: log:out has no option 'colour', 'size'");
    }

    @Test
    void componentThatThereIsNot() {
        Exception camels = camels(GOOD.replace("log:out", "lag:out"));

        assertThat(camels).rootCause().message().contains("No endpoint could be found for: lag:");
        assertThat(told(camels)).startsWith("mine.camel.yaml, line 10: there is no component 'lag'. There are ");
    }

    @Test
    void settingThatIsNowhere() {
        Exception camels = camels(GOOD.replace("log:out", "log:{{NOPE}}"));

        assertThat(camels).rootCause().message().contains("Property with key [NOPE] not found");
        assertThat(told(camels)).startsWith("mine.camel.yaml, line 10: {{NOPE}} is set nowhere. Add a line NOPE=...");
    }

    @Test
    void routesOfTheSameId() {
        Exception camels = camels(GOOD + GOOD);

        assertThat(camels).message().contains("Duplicate id detected: mine. ");
        assertThat(told(camels)).contains("there are two routes 'mine'. Give one of them another id");
    }

    @Test
    void lineThatYamlIsNotUnderstoodIn() {
        Exception camels = camels(GOOD.replace("    id: mine", "   id: mine"));

        assertThat(camels).rootCause().message().containsPattern("\\s+in [^\\n]*, line 3, column \\d+:");
        assertThat(told(camels)).isEqualTo("mine.camel.yaml, line 3: mapping values are not allowed here");
    }

    @Test
    void stepThatCannotBeMade() {
        Exception camels = camels(GOOD.replace("constant:", "simple:").replace("expression: x", "expression: ${nope}"));

        assertThat(camels).message().contains(">>> SetBody[").contains(" <<< ");
        assertThat(told(camels)).isEqualTo("mine.camel.yaml, line 6: Unknown function: nope");
    }

    @Test
    void sourceOfARoute() {
        Exception camels = camels(GOOD.replace("direct:in", "lane:in?ordered=never"));

        assertThat(camels).message().contains("(source: mine.camel:4)");
        assertThat(told(camels))
                .isEqualTo("mine.camel.yaml, line 4: ordered 'never' is not understood: it is called or completed");
    }

    private String told(Exception camels) {
        return RouteFault.of(FILE, camels, context).getMessage();
    }

    private Exception camels(String text) {
        // lines and steps are named only if they are kept
        context.setSourceLocationEnabled(true);
        context.start();
        return catchThrowableOfType(
                Exception.class,
                () -> PluginHelper.getRoutesLoader(context)
                        .loadRoutes(ResourceHelper.fromString(FILE.toString(), text)));
    }
}
