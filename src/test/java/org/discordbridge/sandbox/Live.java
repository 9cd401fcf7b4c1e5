package org.discordbridge.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.discordbridge.sandbox.Tail.Arrival;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Message;

/** What happens after the scene: whatever arrives on Kafka or is posted by the bot is shown, as long as the bridge runs. */
final class Live {
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final Tail tail;
    private final Paper paper;

    Live(Tail tail, Paper paper) {
        this.tail = tail;
        this.paper = paper;
    }

    /** Shows what arrives until the bridge ends. */
    void follow(Bridge bridge) {
        while (bridge.isAlive()) {
            tail.next(LOOK_EVERY).ifPresent(this::show);
        }
    }

    /** The same on a simulated Discord, where lines typed here are said by somebody in a channel. */
    void follow(Bridge bridge, Scene scene) {
        Channel channel = scene.channel();
        Thread typing = new Thread(() -> listen(scene), "typing");
        typing.setDaemon(true);
        typing.start();
        int shown = channel.messages().size();
        while (bridge.isAlive()) {
            tail.next(LOOK_EVERY).ifPresent(this::show);
            List<Message> messages = channel.messages();
            for (Message message : messages.subList(Math.min(shown, messages.size()), messages.size())) {
                if (message.author().bot()) {
                    paper.item(
                            message.author().name(), message.content().lines().toList());
                }
            }
            shown = messages.size();
        }
    }

    private void show(Arrival arrival) {
        List<String> lines = new ArrayList<>();
        lines.add(arrival.place());
        Header cause = arrival.record().headers().lastHeader("cause");
        if (cause != null) {
            lines.add("cause: " + new String(cause.value(), java.nio.charset.StandardCharsets.UTF_8));
        }
        if (arrival.value() == null) {
            lines.addAll(RecordText.of(arrival.record().value()));
        } else {
            lines.addAll(RecordText.of(arrival.value()));
            lines.add("at their default: " + RecordText.atDefault(arrival.value()));
        }
        paper.item("Kafka", lines);
    }

    private void listen(Scene scene) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                say(scene, line.strip());
            }
        } catch (IOException closed) {
            // nobody types any more
        }
    }

    private void say(Scene scene, String text) {
        try {
            if (text.startsWith("/")) {
                String[] words = text.substring(1).split(" ", 2);
                scene.discord()
                        .slashCommand(
                                scene.speaker(),
                                scene.channel(),
                                words[0],
                                words.length == 1 ? Map.of() : Map.of("message", words[1]));
            } else if (!text.isEmpty()) {
                scene.channel().post(scene.speaker(), text);
            }
        } catch (RuntimeException e) {
            paper.line(e.getMessage());
        }
    }
}
