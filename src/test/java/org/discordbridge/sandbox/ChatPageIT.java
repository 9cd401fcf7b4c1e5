package org.discordbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox's chat page, as a person uses it. */
@Order(9)
@Timeout(600)
class ChatPageIT {
    private static final String BUTTON = ".message:last-child .button";

    /** One for all tests: it takes a while to come up, and they do not mind each other's messages. */
    private static SandboxProcess sandbox;

    private static Browser browser;
    private static Visitor page;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        assumeTrue(Browser.isInstalled(), "chromedriver is not on the path: install chromium and chromium-driver");
        sandbox = SandboxProcess.start(directory);
        browser = Browser.open(new Browser.Window(1280, 860, false));
        page = new Visitor(browser);
        sandbox.awaitUp();
    }

    @AfterAll
    static void end() {
        if (browser != null) {
            browser.close();
        }
        if (sandbox != null) {
            sandbox.close();
        }
    }

    @BeforeEach
    void open() {
        page.open(sandbox.chatUrl());
    }

    @AfterEach
    void thePageHadNoProblem() {
        assertThat(browser.problems()).isEmpty();
    }

    @Test
    void whatIsTypedIsEchoedAndItsWayIsShown() {
        page.say("!echo <b>Hello</b> from the page");

        page.awaitIn(".message[data-id] .text", "<b>Hello</b> from the page");
        page.awaitStep("Answer consumed");
        page.awaitStep("Record on Kafka");
        List<String> steps = new ArrayList<>(browser.texts(".step .head strong"));
        assertThat(steps).startsWith("MESSAGE_CREATE");
        // the echo does not wait for the record, which has no place among the steps of the answer
        assertThat(steps.remove("Record on Kafka")).isTrue();
        assertThat(steps)
                .containsExactly(
                        "MESSAGE_CREATE", "Answer on Kafka", "Posted", "Result on Kafka: POSTED", "Answer consumed");
        assertThat(page.step("Record on Kafka"))
                .containsPattern("discord_commands, partition \\d+, offset \\d+")
                .contains("\"content\": \"!echo <b>Hello</b> from the page\"", "\"author_name\": \"Ada\"");
        assertThat(page.step("Posted")).contains("POST #general").contains("200");
        assertThat(browser.texts(".message:last-child .reference"))
                .containsExactly("Ada: !echo <b>Hello</b> from the page");
    }

    @Test
    void aFileThatIsDroppedIsInTheBucket() throws Exception {
        page.drop("note.txt", "text/plain", "dropped on the page".getBytes(StandardCharsets.UTF_8));
        page.say("Here is a note");

        page.awaitStep("Object in the bucket: note.txt");
        assertThat(page.step("File fetched")).contains("CDN, note.txt").contains("200");
        assertThat(page.step("Object in the bucket: note.txt")).contains("discord-attachments, 19 bytes, text/plain");
        String link =
                browser.run("return document.querySelector('.step a').href").asText();
        assertThat(HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(URI.create(link)).build(), HttpResponse.BodyHandlers.ofString())
                        .body())
                .isEqualTo("dropped on the page");
        page.awaitStep("Record on Kafka");
        assertThat(page.step("Record on Kafka")).contains("\"status\": \"STORED\"");
    }

    @Test
    void aCommandIsPickedItsButtonPressedAndItsFormSent() {
        browser.type("#input", "/");
        page.awaitIn("#picker [role=option] strong", "/feedback");
        browser.type("#input", "x" + Browser.ESCAPE);
        assertThat(browser.texts("#picker li")).isEmpty();
        browser.run("document.getElementById('input').value = ''");
        browser.type("#input", "/f" + Browser.ENTER);
        browser.click("#command button[type=submit]");
        page.awaitIn(BUTTON, "Tell us");

        browser.click(BUTTON);
        page.awaitIn("#form-title", "Your opinion");
        browser.type("#form input", "The page");
        browser.type("#form textarea", "It has a form");
        browser.click("#form button[type=submit]");

        page.awaitIn(".message .text", "Thank you! It is on its way.");
        assertThat(browser.texts(".message:last-child .faint")).contains("Only you can see this");
        page.awaitStep("Record on Kafka");
        assertThat(page.step("Record on Kafka")).contains("\"custom_id\": \"feedback\"", "\"text\": \"It has a form\"");

        page.speakAs("Ben");
        page.awaitIn(BUTTON, "Tell us");
        assertThat(browser.texts(".message .text")).doesNotContain("Thank you! It is on its way.");
    }

    @Test
    void theOptionsOfACommandAreAskedFor() {
        browser.type("#input", "/ec");
        browser.type("#input", Browser.ENTER);
        browser.type("#command [name=message]", "By the picker" + Browser.ENTER);

        page.awaitIn(".message:last-child .text", "By the picker");
        page.awaitStep("Answer consumed");
        assertThat(browser.texts(".step .head strong"))
                .contains("INTERACTION_CREATE", "Acknowledged, an answer follows", "Answer on Kafka", "Answered");
    }

    @Test
    void whatIsWrittenWhileKafkaIsAwayIsNotLost() {
        page.trouble("Stop Kafka");
        page.awaitIn("[data-trouble][aria-pressed=true]", "Stop Kafka: on");
        page.say("!echo Kafka was away");
        page.say("!echo And it is back");
        page.awaitStep("MESSAGE_CREATE");
        // the page goes on to the steps of the message that was said last
        await().untilAsserted(
                        () -> assertThat(browser.texts(".step .head strong")).containsExactly("MESSAGE_CREATE"));

        page.trouble("Stop Kafka: on");

        page.awaitIn(".message .text", "And it is back");
        page.awaitStep("Answer consumed");
        assertThat(browser.texts(".message .text").stream()
                        .filter(text -> text.contains("Kafka was away") || text.contains("And it is back")))
                .as("each once, in order")
                .containsExactly("!echo Kafka was away", "!echo And it is back", "Kafka was away", "And it is back");
    }

    @Test
    void peopleReplyReactEditAndStartThreads() {
        page.say("First" + Browser.SHIFT + Browser.ENTER + Browser.SHIFT + "of two lines");
        page.awaitIn(".message:last-child .text", "First\nof two lines");
        page.speakAs("Cleo");
        page.awaitIn(".message:last-child .text", "First\nof two lines");
        page.act("React with 🎉");
        page.awaitIn(".message:last-child .reactions button", "🎉 1");
        page.act("Show its trace");
        page.awaitStep("Event on Kafka: reaction-added");

        page.act("Reply");
        page.say("An answer to that");
        page.awaitIn(".message:last-child .reference", "Ada: First of two lines");
        page.act("Edit");
        browser.run("document.getElementById('input').value = ''");
        page.say("Another answer");
        page.awaitIn(".message:last-child .text", "Another answer");
        page.awaitIn(".message:last-child .head .faint", "edited");

        page.act("Start a thread");
        page.awaitIn("#place", "# Another answer");
        page.say("!echo In a thread");
        page.awaitIn(".message:last-child .text", "In a thread");
        assertThat(browser.texts("#channels [aria-current]")).containsExactly("↳ Another answer");
    }
}
