package org.discordbridge.bridge;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.Upload;

/** Something of everything that a bridge does day by day, so that its classes are loaded. */
final class EveryPart {
    private static final Duration SOON = Duration.ofSeconds(30);

    private EveryPart() {}

    static void use(FileScene scene, Answers answers) {
        String address = scene.file(scene.post("a cat", Upload.text("cat.txt", "meow")))
                .get("url")
                .toString();
        answers.send(Map.of(
                "channel_id",
                String.valueOf(scene.general().id()),
                "content",
                "with a file",
                "attachments",
                List.of(address)));
        Message answer = scene.general().awaitMessage("with a file", SOON);
        answer.react(scene.ada(), "🎉");
        scene.post("!echo hello");
        scene.general().awaitMessage("hello", SOON);
        scene.discord()
                .slashCommand(scene.ada(), scene.general(), "echo", Map.of("message", "hello again"))
                .awaitReply(SOON);
    }
}
