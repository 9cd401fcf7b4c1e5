package org.discordbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox's chat page, as a person uses it. */
@Timeout(120)
class ChatPageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String BUTTON = ".message:last-child .button";

    /** One for all tests: it takes a while to come up, and they do not mind each other's messages. */
    private static SandboxProcess sandbox;

    private static Browser browser;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        assumeTrue(Browser.isInstalled(), "chromedriver is not on the path: install chromium and chromium-driver");
        sandbox = SandboxProcess.start(directory);
        browser = Browser.open(new Browser.Window(1280, 860, false));
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
        browser.go("about:blank");
        browser.go(sandbox.chatUrl());
        awaitIn("#bot", "bridge is here");
        awaitIn(".message .text", "Good morning! Is the kettle on?");
    }

    @AfterEach
    void thePageHadNoProblem() {
        assertThat(browser.problems()).isEmpty();
    }

    @Test
    void whatIsTypedIsEchoedAndItsWayIsShown() {
        say("!echo <b>Hello</b> from the page");

        awaitIn(".message[data-id] .text", "<b>Hello</b> from the page");
        awaitIn(".step .head strong", "Answer consumed");
        assertThat(browser.texts(".step .head strong"))
                .containsExactly(
                        "MESSAGE_CREATE",
                        "Record on Kafka",
                        "Answer on Kafka",
                        "Posted",
                        "Result on Kafka: POSTED",
                        "Answer consumed");
        assertThat(step("Record on Kafka"))
                .containsPattern("discord_commands, partition \\d+, offset \\d+")
                .contains("\"content\": \"!echo <b>Hello</b> from the page\"", "\"author_name\": \"Ada\"");
        assertThat(step("Posted")).contains("POST #general").contains("200");
        assertThat(browser.texts(".message:last-child .reference"))
                .containsExactly("Ada: !echo <b>Hello</b> from the page");
    }

    @Test
    void aFileThatIsDroppedIsInTheBucket() throws Exception {
        browser.run("""
                const files = new DataTransfer();
                files.items.add(new File(['dropped on the page'], 'note.txt', { type: 'text/plain' }));
                for (const type of ['dragover', 'drop']) {
                  document.getElementById('messages').dispatchEvent(
                    new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: files }));
                }""");
        awaitIn("#chips li span", "note.txt");
        say("Here is a note");

        awaitIn(".step .head strong", "Object in the bucket: note.txt");
        assertThat(step("File fetched")).contains("CDN, note.txt").contains("200");
        assertThat(step("Object in the bucket: note.txt")).contains("discord-attachments, 19 bytes, text/plain");
        String link =
                browser.run("return document.querySelector('.step a').href").asText();
        assertThat(HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(URI.create(link)).build(), HttpResponse.BodyHandlers.ofString())
                        .body())
                .isEqualTo("dropped on the page");
        awaitIn(".step .head strong", "Record on Kafka");
        assertThat(step("Record on Kafka")).contains("\"status\": \"STORED\"");
    }

    @Test
    void aCommandIsPickedItsButtonPressedAndItsFormSent() {
        browser.type("#input", "/");
        awaitIn("#picker [role=option] strong", "/feedback");
        browser.type("#input", "x" + Browser.ESCAPE);
        assertThat(browser.texts("#picker li")).isEmpty();
        browser.run("document.getElementById('input').value = ''");
        browser.type("#input", "/f" + Browser.ENTER);
        browser.click("#command button[type=submit]");
        awaitIn(BUTTON, "Tell us");

        browser.click(BUTTON);
        awaitIn("#form-title", "Your opinion");
        browser.type("#form input", "The page");
        browser.type("#form textarea", "It has a form");
        browser.click("#form button[type=submit]");

        awaitIn(".message .text", "Thank you! It is on its way.");
        assertThat(browser.texts(".message:last-child .faint")).contains("Only you can see this");
        awaitIn(".step .head strong", "Record on Kafka");
        assertThat(step("Record on Kafka")).contains("\"custom_id\": \"feedback\"", "\"text\": \"It has a form\"");

        speakAs("Ben");
        awaitIn(BUTTON, "Tell us");
        assertThat(browser.texts(".message .text")).doesNotContain("Thank you! It is on its way.");
    }

    @Test
    void theOptionsOfACommandAreAskedFor() {
        browser.type("#input", "/ec");
        browser.type("#input", Browser.ENTER);
        browser.type("#command [name=message]", "By the picker" + Browser.ENTER);

        awaitIn(".message:last-child .text", "By the picker");
        awaitIn(".step .head strong", "Answer consumed");
        assertThat(browser.texts(".step .head strong"))
                .contains("INTERACTION_CREATE", "Acknowledged, an answer follows", "Answer on Kafka", "Answered");
    }

    @Test
    void whatIsWrittenWhileKafkaIsAwayIsNotLost() {
        trouble("Stop Kafka");
        awaitIn("[data-trouble][aria-pressed=true]", "Stop Kafka: on");
        say("!echo Kafka was away");
        say("!echo And it is back");
        awaitIn(".step .head strong", "MESSAGE_CREATE");
        assertThat(browser.texts(".step .head strong")).containsExactly("MESSAGE_CREATE");

        trouble("Stop Kafka: on");

        awaitIn(".message .text", "And it is back");
        awaitIn(".step .head strong", "Answer consumed");
        assertThat(browser.texts(".message .text").stream()
                        .filter(text -> text.contains("Kafka was away") || text.contains("And it is back")))
                .as("each once, in order")
                .containsExactly("!echo Kafka was away", "!echo And it is back", "Kafka was away", "And it is back");
    }

    @Test
    void peopleReplyReactEditAndStartThreads() {
        say("First" + Browser.SHIFT + Browser.ENTER + Browser.SHIFT + "of two lines");
        awaitIn(".message:last-child .text", "First\nof two lines");
        speakAs("Cleo");
        awaitIn(".message:last-child .text", "First\nof two lines");
        act("React with 🎉");
        awaitIn(".message:last-child .reactions button", "🎉 1");
        act("Show its trace");
        awaitIn(".step .head strong", "Event on Kafka: reaction-added");

        act("Reply");
        say("An answer to that");
        awaitIn(".message:last-child .reference", "Ada: First of two lines");
        act("Edit");
        browser.run("document.getElementById('input').value = ''");
        say("Another answer");
        awaitIn(".message:last-child .text", "Another answer");
        awaitIn(".message:last-child .head .faint", "edited");

        act("Start a thread");
        awaitIn("#place", "# Another answer");
        say("!echo In a thread");
        awaitIn(".message:last-child .text", "In a thread");
        assertThat(browser.texts("#channels [aria-current]")).containsExactly("↳ Another answer");
    }

    private static void say(String text) {
        browser.type("#input", text + Browser.ENTER);
    }

    private static void speakAs(String name) {
        browser.run("""
                const list = document.getElementById('speaker');
                list.value = [...list.options].find(option => option.text === arguments[0]).value;
                list.dispatchEvent(new Event('change'));""", name);
    }

    /** Presses a button of the last message's toolbar. */
    private static void act(String label) {
        browser.click(".message:last-child .actions [aria-label='" + label + "']");
    }

    private static void trouble(String label) {
        browser.run(
                "[...document.querySelectorAll('.trouble')].find(one => one.innerText === arguments[0]).click()",
                label);
    }

    /** All of the step with that title, also what is folded. */
    private static String step(String title) {
        return browser.run("""
                return [...document.querySelectorAll('.step')]
                  .find(step => step.querySelector('strong').innerText === arguments[0]).textContent""", title).asText();
    }

    private static void awaitIn(String css, String text) {
        Awaitility.await(text + " in " + css)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .pollInSameThread()
                .untilAsserted(() -> assertThat(browser.texts(css)).contains(text));
    }
}
