package org.discordbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Takes the pictures of the chat page for the docs, into the folder that {@code -Dscreenshots=} names. */
@Timeout(120)
@EnabledIfSystemProperty(named = "screenshots", matches = ".+")
class ScreenshotsIT {
    private static final int LARGEST = 200_000;

    @TempDir
    Path directory;

    @Test
    void takesThem() throws IOException {
        try (SandboxProcess sandbox = SandboxProcess.start(directory)) {
            String url = sandbox.awaitUp().chatUrl();
            try (Browser browser = Browser.open(new Browser.Window(1280, 780, false))) {
                aPicture(new Visitor(browser), browser, url);
            }
            try (Browser browser = Browser.open(new Browser.Window(1280, 780, true))) {
                kafkaAway(new Visitor(browser), browser, url);
            }
        }
    }

    private static void aPicture(Visitor page, Browser browser, String url) throws IOException {
        page.open(url);
        page.say("/feedback");
        browser.click("#command button[type=submit]");
        page.awaitIn(".message .button", "Tell us");
        page.speakAs("Cleo");
        page.awaitIn(".message .button", "Tell us");
        page.drop("evening.png", "image/png", Picture.png());
        page.say("And from **my** window");
        page.awaitStep("Record on Kafka");
        page.act("React with 🎉");
        page.awaitIn(".reactions button", "🎉 1");
        page.awaitStep("Event on Kafka: reaction-added");
        browser.run("""
                [...document.querySelectorAll('.step')]
                  .find(step => step.querySelector('strong').innerText === 'Record on Kafka')
                  .querySelector('details').open = true;""");
        save(browser, "chat.png");
    }

    private static void kafkaAway(Visitor page, Browser browser, String url) throws IOException {
        page.open(url);
        page.trouble("Rate-limit this channel");
        page.trouble("Stop Kafka");
        page.awaitIn(".trouble", "Stop Kafka: on");
        page.say("!echo Is anybody there?");
        page.awaitStep("MESSAGE_CREATE");
        page.trouble("Stop Kafka: on");
        page.awaitStep("Rate-limited");
        page.trouble("Rate-limit this channel: on");
        page.awaitStep("Answer consumed");
        page.trouble("Stop MinIO");
        page.awaitIn(".trouble", "Stop MinIO: on");
        save(browser, "trouble.png");
    }

    private static void save(Browser browser, String name) throws IOException {
        // not in the middle of a movement
        browser.run("document.getElementById('notice').classList.remove('shown'); document.activeElement.blur();");
        byte[] picture = browser.picture();
        assertThat(picture).hasSizeLessThan(LARGEST);
        Path folder = Files.createDirectories(Path.of(System.getProperty("screenshots")));
        Files.write(folder.resolve(name), picture);
    }
}
