package org.discordbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;

/** Somebody who has the chat page open in a browser. */
final class Visitor {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Browser browser;

    Visitor(Browser browser) {
        this.browser = browser;
    }

    /** Opens the page anew, and waits until it shows the scene and the bot. */
    void open(String url) {
        browser.go("about:blank");
        browser.go(url);
        awaitIn("#bot", "bridge is here");
        awaitIn(".message .text", "Good morning! Is the kettle on?");
    }

    /** Types it, and presses Enter. */
    void say(String text) {
        browser.type("#input", text + Browser.ENTER);
    }

    void speakAs(String name) {
        browser.run("""
                const list = document.getElementById('speaker');
                list.value = [...list.options].find(option => option.text === arguments[0]).value;
                list.dispatchEvent(new Event('change'));""", name);
    }

    /** Drags a file onto the messages, and drops it. */
    void drop(String name, String type, byte[] content) {
        browser.run("""
                const content = Uint8Array.from(atob(arguments[2]), one => one.charCodeAt(0));
                const files = new DataTransfer();
                files.items.add(new File([content], arguments[0], { type: arguments[1] }));
                for (const event of ['dragover', 'drop']) {
                  document.getElementById('messages').dispatchEvent(
                    new DragEvent(event, { bubbles: true, cancelable: true, dataTransfer: files }));
                }""", name, type, java.util.Base64.getEncoder().encodeToString(content));
        awaitIn("#chips li span", name);
    }

    /** Presses a button of the last message's toolbar. */
    void act(String label) {
        browser.click(".message:last-child .actions [aria-label='" + label + "']");
    }

    /** Presses a button for trouble. */
    void trouble(String label) {
        browser.run(
                "[...document.querySelectorAll('.trouble')].find(one => one.innerText === arguments[0]).click()",
                label);
    }

    /** Waits until the trace has a step with that title. */
    void awaitStep(String title) {
        awaitIn(".step .head strong", title);
    }

    /** All of the step with that title, also what is folded. */
    String step(String title) {
        return browser.run("""
                return [...document.querySelectorAll('.step')]
                  .find(step => step.querySelector('strong').innerText === arguments[0]).textContent""", title).asText();
    }

    /** Waits until one of these has exactly that text. */
    void awaitIn(String css, String text) {
        Awaitility.await(text + " in " + css)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .pollInSameThread()
                .untilAsserted(() -> assertThat(browser.texts(css)).contains(text));
    }
}
