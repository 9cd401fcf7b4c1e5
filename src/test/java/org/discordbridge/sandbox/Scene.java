package org.discordbridge.sandbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.avro.generic.GenericRecord;
import org.discordbridge.sandbox.Bucket.Content;
import org.discordbridge.sandbox.Tail.Arrival;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.Interaction;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.MessageDraft;
import org.discordbridge.simulator.Upload;
import org.discordbridge.simulator.User;

/** A short scene on the simulated Discord, and what comes of it: two people talk, send a picture, and ask for an echo. */
final class Scene {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int REPLY = 19;

    private final DiscordSimulator discord;
    private final Paper paper;
    private final User ada;
    private final User ben;
    private final Channel general;
    private Tail tail;
    private Bucket bucket;

    /** Sets it: people and channels, some of them for whoever opens the chat page. */
    Scene(DiscordSimulator discord, Paper paper) {
        this.discord = discord;
        this.paper = paper;
        this.ada = discord.addUser("Ada");
        this.ben = discord.addUser("Ben");
        Guild lighthouse = discord.addGuild("Lighthouse");
        this.general = lighthouse.addTextChannel("general");
        lighthouse.addTextChannel("pictures");
        lighthouse.addTextChannel("workshop");
        discord.addUser("Cleo");
        discord.addUser("Dan");
    }

    DiscordSimulator discord() {
        return discord;
    }

    Channel channel() {
        return general;
    }

    /** Who says what is typed. */
    User speaker() {
        return ada;
    }

    /** Plays it, and shows what arrives there. */
    void play(Tail records, Bucket files) {
        tail = records;
        bucket = files;
        talk();
        picture();
        echo();
        slashCommand();
    }

    private void talk() {
        paper.heading("Two people talk in #general. Each message becomes a record.");
        show(record(say(ada, "Good morning! Is the kettle on?")));
        paper.line("");
        show(record(say(ben, "Just boiled.")));
    }

    private void picture() {
        byte[] png = Picture.png();
        paper.heading("Ben sends a picture. It is in the bucket before its record is on Kafka.");
        String text = "The view from here";
        paper.item("Ben", text + "  [sunset.png, " + png.length + " bytes]");
        Message message = general.post(ben, MessageDraft.text(text).attach(Upload.of("sunset.png", "image/png", png)));
        Arrival arrival = record(message);
        if (arrival.value().get("files") instanceof List<?> files
                && files.get(0) instanceof GenericRecord file
                && file.get("url") != null) {
            show(bucket.read(file.get("object_key").toString()), png);
        }
        show(arrival);
    }

    private void echo() {
        paper.heading("Ada types !echo. The answer goes through Kafka, as that of any service would.");
        show(record(say(ada, "!echo I came back through Kafka")));
        Message answer = general.awaitMessage("I came back through Kafka", PATIENCE);
        show(answerTo("the answer", answer.content()));
        paper.item(
                answer.author().name(),
                answer.content() + (answer.type() == REPLY ? "  [in #general, as a reply to Ada]" : "  [in #general]"));
    }

    private void slashCommand() {
        paper.heading("Ada uses the slash command /echo. Its answer appears as the reply.");
        discord.awaitCalls(1, "PUT", "/applications/*/commands", PATIENCE);
        paper.item("Ada", "/echo message: And so did I");
        Interaction interaction = discord.slashCommand(ada, general, "echo", Map.of("message", "And so did I"));
        show(tail.await("the command", arrival -> arrival.has("command", "echo"), PATIENCE));
        Message reply = interaction.awaitReply(PATIENCE);
        show(answerTo("the answer", reply.content()));
        long millis = interaction.acknowledgedAfter().orElseThrow().toMillis();
        paper.item(
                reply.author().name(),
                reply.content() + "  [as the reply to /echo, acknowledged after " + millis + " ms]");
    }

    private Message say(User who, String text) {
        paper.item(who.displayName(), text);
        return general.post(who, text);
    }

    private Arrival record(Message message) {
        String id = String.valueOf(message.id());
        return tail.await("message " + id, arrival -> arrival.has("message_id", id), PATIENCE);
    }

    private Arrival answerTo(String what, String content) {
        return tail.await(what, arrival -> arrival.isAnswer() && arrival.has("content", content), PATIENCE);
    }

    private void show(Arrival arrival) {
        List<String> lines = new ArrayList<>();
        lines.add(arrival.place());
        lines.addAll(RecordText.of(arrival.value()));
        paper.item("Kafka", lines);
    }

    private void show(Content object, byte[] sent) {
        try {
            var image = ImageIO.read(new ByteArrayInputStream(object.bytes()));
            paper.item(
                    "Bucket",
                    bucket.name() + ", object " + object.key(),
                    object.bytes().length + " bytes, " + object.type() + ", a picture of " + image.getWidth() + " x "
                            + image.getHeight() + " pixels, "
                            + (Arrays.equals(object.bytes(), sent)
                                    ? "byte by byte what Ben sent"
                                    : "not what Ben sent"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
