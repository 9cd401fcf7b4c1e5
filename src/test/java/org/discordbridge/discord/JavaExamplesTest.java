package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.dv8tion.jda.api.entities.Activity;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.discordbridge.discord.session.connect.JdaCustomizer;
import org.discordbridge.simulator.Interaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs what the component's page shows in Java. */
@Timeout(120)
class JavaExamplesTest extends ExampleStage {
    private static final Path HERE = Path.of("src/test/java/org/discordbridge/discord/JavaExamplesTest.java");

    @Test
    void allAreHere() throws Exception {
        String here = Files.readString(HERE).replaceAll("\\s", "");
        List<String> shown = PageExample.all().stream()
                .filter(example -> "java".equals(example.language()))
                .map(PageExample::text)
                .toList();

        assertThat(shown).hasSize(4).allSatisfy(text -> assertThat(here).contains(text.replaceAll("\\s", "")));
    }

    private void running(RouteBuilder routes) throws Exception {
        stage.context.addRoutes(routes);
        stage.start();
    }

    /** Suggests topics. */
    public static final class Topics {
        public List<String> beginningWith(String text) {
            return List.of("tea", "coffee").stream()
                    .filter(topic -> topic.startsWith(text))
                    .toList();
        }
    }

    @Test
    void suggestsTopics() throws Exception {
        stage.context.getRegistry().bind("topics", new Topics());
        running(new RouteBuilder() {
            @Override
            public void configure() {
                from("discord:command?name=ask&description=Asks&options=topic:string:What about")
                        .setBody(constant("It is asked."))
                        .to("discord:reply-interaction");
                from("discord:autocomplete?name=ask&option=topic")
                        .setBody(method("topics", "beginningWith(${body.content})"));
            }
        });
        await().atMost(ComponentStage.SOON).until(() -> !discord.commands().isEmpty());
        Interaction typing = discord.typeOption(ada, general, "ask", "topic", "te", Map.of());
        typing.awaitAcknowledged(ComponentStage.SOON);

        assertThat(typing.suggestions()).containsExactly("tea");
    }

    @Test
    void copiesAChannel() throws Exception {
        running(new RouteBuilder() {
            @Override
            public void configure() {
                from("discord:message-created")
                        .filter(simple("${body.channelName} == 'general'"))
                        .setBody(simple("${body.authorName}: ${body.content}"))
                        .to("discord:send-message?channel=announcements");
            }
        });
        general.post(ada, "hello");

        announcements.awaitMessage("Ada: hello", ComponentStage.SOON);
        assertThat(general.messages()).hasSize(1);
    }

    @Test
    void opensAThreadForAQuestion() throws Exception {
        running(new RouteBuilder() {
            @Override
            public void configure() {
                from("discord:message-created")
                        .filter(simple("${body.content} ends with '?' && ${body.parentChannelId} == null"))
                        .to("discord:create-thread?threadName=Question")
                        .setHeader("CamelDiscordChannelId", header("CamelDiscordThreadId"))
                        .setBody(constant("Somebody will be with you soon."))
                        .to("discord:send-message");
            }
        });
        general.post(ada, "no question");
        general.post(ada, "is there tea?");

        await().atMost(ComponentStage.SOON)
                .until(() -> home.channels().stream()
                        .anyMatch(channel -> channel.name().equals("Question")
                                && channel.messages().stream()
                                        .anyMatch(message -> message.content().startsWith("Somebody will"))));
        assertThat(discord.calls("POST", "/channels/*/messages/*/threads")).hasSize(1);
    }

    @Test
    void showsThatItWatches() throws Exception {
        CamelContext context = stage.context;
        var configuration =
                context.getComponent("discord", DiscordComponent.class).getConfiguration();
        context.removeComponent("discord");
        context.getRegistry()
                .bind("presence", (JdaCustomizer) builder -> builder.setActivity(Activity.watching("the door")));
        context.getComponent("discord", DiscordComponent.class).setConfiguration(configuration);
        stage.route("discord:ready").start();

        assertThat(discord.sessions().get(0).identify()).contains("the door");
    }
}
