package org.discordbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Chromium without a window, led through its driver by the W3C's WebDriver protocol: what is typed and clicked here goes
 * the way of keyboard and mouse. For one thread.
 */
final class Browser implements AutoCloseable {
    static final String ENTER = "\ue007";
    static final String SHIFT = "\ue008";
    static final String ESCAPE = "\ue00c";
    static final String DOWN = "\ue015";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern STARTED = Pattern.compile("started successfully on port (\\d+)");
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Process driver;
    private final String session;

    /** How a browser is opened. */
    record Window(int width, int height, boolean dark) {}

    private Browser(Process driver, String address, Window window) {
        this.driver = driver;
        this.session = address + "/session/"
                + send("POST", address + "/session", capabilities(window))
                        .path("sessionId")
                        .asText();
        // the window's size has a frame that nobody sees
        ObjectNode size = JSON.createObjectNode().put("cmd", "Emulation.setDeviceMetricsOverride");
        size.putObject("params")
                .put("width", window.width())
                .put("height", window.height())
                .put("deviceScaleFactor", 1)
                .put("mobile", false);
        post("/goog/cdp/execute", size);
    }

    /** Whether there is a driver on this machine. */
    static boolean isInstalled() {
        return onPath("chromedriver").isPresent();
    }

    static Browser open(Window window) throws IOException {
        Process driver = new ProcessBuilder(onPath("chromedriver").orElseThrow(), "--port=0")
                .redirectErrorStream(true)
                .start();
        try {
            return new Browser(driver, "http://127.0.0.1:" + port(driver), window);
        } catch (RuntimeException | Error e) {
            driver.destroy();
            throw e;
        }
    }

    private static String port(Process driver) throws IOException {
        BufferedReader lines = driver.inputReader(StandardCharsets.UTF_8);
        List<String> said = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher started = STARTED.matcher(line);
            if (started.find()) {
                return started.group(1);
            }
            said.add(line);
        }
        throw new AssertionError("chromedriver ended and wrote:\n" + String.join("\n", said));
    }

    private static Optional<String> onPath(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private static ObjectNode capabilities(Window window) {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode wanted = body.putObject("capabilities").putObject("alwaysMatch");
        wanted.put("browserName", "chrome").putObject("goog:loggingPrefs").put("browser", "ALL");
        ObjectNode options = wanted.putObject("goog:chromeOptions");
        onPath("chromium").ifPresent(binary -> options.put("binary", binary));
        ArrayNode arguments = options.putArray("args")
                .add("--headless=new")
                .add("--disable-gpu")
                .add("--disable-dev-shm-usage")
                .add("--hide-scrollbars")
                .add("--window-size=" + window.width() + "," + window.height())
                // as if there were a mouse
                .add("--blink-settings=primaryHoverType=2,availableHoverTypes=2,preferredColorScheme="
                        + (window.dark() ? 0 : 1));
        if ("root".equals(System.getProperty("user.name"))) {
            // which Chromium does not keep in a sandbox
            arguments.add("--no-sandbox");
        }
        return body;
    }

    void go(String url) {
        post("/url", JSON.createObjectNode().put("url", url));
    }

    /** Clicks into what is there, and types. */
    void type(String css, String text) {
        post("/element/" + find(css) + "/value", JSON.createObjectNode().put("text", text));
    }

    void click(String css) {
        post("/element/" + find(css) + "/click", JSON.createObjectNode());
    }

    private String find(String css) {
        ObjectNode what = JSON.createObjectNode().put("using", "css selector").put("value", css);
        return post("/element", what).path(ELEMENT).asText();
    }

    /** Runs a script, and returns what it returns. */
    JsonNode run(String script, Object... arguments) {
        ObjectNode body = JSON.createObjectNode().put("script", script);
        body.set("args", JSON.valueToTree(arguments));
        return post("/execute/sync", body);
    }

    /** The text of each thing there, as it is shown. */
    List<String> texts(String css) {
        List<String> texts = new ArrayList<>();
        run("return [...document.querySelectorAll(arguments[0])].map(one => one.innerText)", css)
                .forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** What the page could not do, by the browser's own word. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        post("/se/log", JSON.createObjectNode().put("type", "browser"))
                .forEach(entry -> problems.add(entry.path("message").asText()));
        return problems;
    }

    /** What it shows now, as a PNG file. */
    byte[] picture() {
        return Base64.getDecoder()
                .decode(send("GET", session + "/screenshot", null).asText());
    }

    private JsonNode post(String path, ObjectNode body) {
        return send("POST", session + path, body);
    }

    private JsonNode send(String method, String address, ObjectNode body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode value = JSON.readTree(response.body()).path("value");
            if (response.statusCode() != 200) {
                throw new AssertionError(request.uri().getPath() + " with " + body + " failed: "
                        + value.path("message").asText());
            }
            return value;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            send("DELETE", session, null);
        } finally {
            driver.descendants().forEach(ProcessHandle::destroyForcibly);
            driver.destroy();
        }
    }
}
