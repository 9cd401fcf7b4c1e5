package org.discordbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.discordbridge.simulator.ChatClient.id;
import static org.discordbridge.simulator.ChatClient.next;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import org.discordbridge.simulator.TraceStep.Kind;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the chat page shows of the way of a message, and its buttons for trouble. */
@Simulated
@Timeout(120)
class ChatTraceTest {
    private static final int DROP_THE_GATEWAY = 0;
    private static final int GATEWAY_AWAY = 1;
    private static final int EXPIRE_LINKS = 2;
    private static final int RATE_LIMIT = 3;

    DiscordSimulator discord;
    private Channel general;
    private User ada;
    private Wire wire;
    private ChatClient page;
    private BlockingQueue<ChatClient.Event> events;

    @BeforeEach
    void open() throws Exception {
        general = discord.addGuild("Home").addTextChannel("general");
        ada = discord.addUser("Ada");
        wire = new Wire(discord);
        page = new ChatClient(discord, ada, general);
        events = page.stream();
        next(events, "messages");
    }

    /** The next so many steps. */
    private List<JsonNode> steps(int count) throws InterruptedException {
        List<JsonNode> steps = new ArrayList<>();
        while (steps.size() < count) {
            next(events, "steps").forEach(steps::add);
        }
        return steps;
    }

    private Wire.Socket connect() throws InterruptedException {
        Wire.Socket socket = wire.identified(Intent.all());
        discord.gateway().awaitConnected(1, Wire.PATIENCE);
        return socket;
    }

    private static List<String> about(JsonNode step) {
        List<String> names = new ArrayList<>();
        step.path("about").forEach(name -> names.add(name.asText()));
        return names;
    }

    private JsonNode trouble(int index) throws Exception {
        return page.act("trouble", Map.of("index", index));
    }

    @Test
    void aMessageAndItsAnswerHaveOneWay() throws Exception {
        connect();
        Message message = general.post(ada, MessageDraft.text("hi").attach(Upload.text("a.txt", "abc")));
        wire.download(message.attachments().get(0).url());
        JsonNode posted = wire.call(
                        "POST",
                        "/channels/" + general.id() + "/messages",
                        "{\"content\":\"ho\",\"message_reference\":{\"message_id\":\"" + message.id() + "\"}}")
                .body();

        List<JsonNode> steps = steps(3);
        assertThat(steps)
                .extracting(step -> step.path("title").asText())
                .containsExactly("MESSAGE_CREATE", "File fetched", "Posted");
        assertThat(steps).extracting(step -> step.path("kind").asText()).containsExactly("event", "file", "post");
        assertThat(steps).allSatisfy(step -> assertThat(about(step)).contains(id(message.id())));
        assertThat(about(steps.get(2))).contains(posted.path("id").asText());
        assertThat(steps.get(1).path("place").asText()).isEqualTo("CDN, a.txt, 200");
        assertThat(steps.get(2).path("place").asText()).isEqualTo("REST, POST #general, 200");
    }

    @Test
    void whatIsKeptForTheBotIsSaidAndThatItWasSentLater() throws Exception {
        Wire.Socket socket = connect();
        String session = discord.sessions().get(0).id();
        long seen = discord.sessions().get(0).sequence();
        trouble(GATEWAY_AWAY);
        assertThat(socket.closeCode()).isEqualTo(1006);
        general.post(ada, "anybody?");
        assertThat(steps(1).get(0).path("title").asText()).isEqualTo("MESSAGE_CREATE, kept: the bot is away");

        trouble(GATEWAY_AWAY);
        Wire.Socket again = wire.connect();
        again.next(10);
        again.resume(discord.token(), session, seen);
        assertThat(steps(1).get(0).path("title").asText()).isEqualTo("MESSAGE_CREATE, sent when the bot resumed");
    }

    @Test
    void whatTheBotHadToReadIsSaid() throws Exception {
        Message message = general.post(ada, "nobody was told");
        wire.call("GET", "/channels/" + general.id() + "/messages", null);
        JsonNode step = steps(1).get(0);
        assertThat(step.path("title").asText()).isEqualTo("Read, since the gateway did not tell");
        assertThat(about(step)).containsExactly(id(message.id()));
    }

    @Test
    void aRateLimitHoldsInTheChannelThatIsShownUntilItIsLifted() throws Exception {
        Channel other = discord.guilds().get(0).addTextChannel("other");
        trouble(RATE_LIMIT);
        assertThat(post(general)).isEqualTo(429);
        assertThat(post(other)).isEqualTo(200);
        JsonNode step = steps(1).get(0);
        assertThat(step.path("title").asText()).isEqualTo("Rate-limited");
        assertThat(step.path("kind").asText()).isEqualTo("failure");
        assertThat(about(step)).containsExactly("n1");

        trouble(RATE_LIMIT);
        assertThat(post(general)).isEqualTo(200);
    }

    private int post(Channel channel) throws Exception {
        return wire.call("POST", "/channels/" + channel.id() + "/messages", "{\"content\":\"x\",\"nonce\":\"n1\"}")
                .status();
    }

    @Test
    void theGatewayIsDroppedAndLinksExpire() throws Exception {
        Wire.Socket socket = connect();
        Message message = general.post(ada, MessageDraft.text("hi").attach(Upload.text("a.txt", "abc")));
        String link = message.attachments().get(0).url();
        trouble(EXPIRE_LINKS);
        assertThat(wire.download(link).statusCode()).isEqualTo(404);
        trouble(DROP_THE_GATEWAY);
        assertThat(socket.closeCode()).isEqualTo(4000);
    }

    @Test
    void othersAddStepsAndTroubles() throws Exception {
        Message message = general.post(ada, "hi");
        discord.chat()
                .add(TraceStep.of(Kind.RECORD, List.of(id(message.id()), "u-1"), "Written down")
                        .at("page 7")
                        .with("hi")
                        .linked("http://127.0.0.1/7"));
        JsonNode step = steps(1).get(0);
        assertThat(step.path("place").asText()).isEqualTo("page 7");
        assertThat(step.path("detail").asText()).isEqualTo("hi");
        assertThat(step.path("link").asText()).isEqualTo("http://127.0.0.1/7");
        assertThat(about(step)).containsExactly(id(message.id()), "u-1");
        assertThatThrownBy(() -> TraceStep.of(Kind.DONE, List.of(), "Lost"))
                .hasMessage("'Lost' is about nothing, so no message shows it");

        List<String> done = new ArrayList<>();
        discord.chat()
                .add(Trouble.lasting(
                        "Night",
                        "It gets dark.",
                        channel -> done.add("dark in " + channel.name()),
                        channel -> done.add("light")));
        assertThat(state("Night")).isEqualTo("off");
        trouble(4);
        assertThat(state("Night")).isEqualTo("on");
        trouble(4);
        assertThat(done).containsExactly("dark in general", "light");
        assertThat(state("Night")).isEqualTo("off");
    }

    @Test
    void aTroubleThatCannotBeginIsOffAndOneThatCannotEndIsOn() throws Exception {
        boolean[] broken = {true};
        Trouble.Action action = channel -> {
            if (broken[0]) {
                throw new IllegalStateException("Stuck");
            }
        };
        discord.chat().add(Trouble.lasting("Jam", "It jams.", action, action));
        assertThat(trouble(4).path("error").asText()).isEqualTo("Stuck");
        assertThat(state("Jam")).isEqualTo("off");
        broken[0] = false;
        trouble(4);
        broken[0] = true;
        trouble(4);
        assertThat(state("Jam")).isEqualTo("on");
        assertThat(trouble(5).path("error").asText()).isEqualTo("There is no trouble 5.");
    }

    private String state(String label) throws Exception {
        for (JsonNode trouble :
                Wire.JSON.readTree(page.get("/api/start").body()).path("troubles")) {
            if (trouble.path("label").asText().equals(label)) {
                return trouble.path("state").asText();
            }
        }
        throw new AssertionError("There is no trouble " + label);
    }
}
