package org.discordbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.events.RawGatewayEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.message.MessageDeleteEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.message.MessageUpdateEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.requests.CloseCode;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.utils.Compression;
import net.dv8tion.jda.api.utils.FileUpload;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Unmodified JDA against the simulator. */
@Order(3)
@Simulated
@Timeout(120)
class JdaTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    DiscordSimulator discord;
    private Guild home;
    private Channel general;
    private User ada;

    @BeforeEach
    void script() {
        home = discord.addGuild("Home");
        general = home.addTextChannel("general");
        ada = discord.addUser("Ada");
    }

    @Test
    void receivesMessages() throws Exception {
        try (JdaClient client = JdaClient.connect(discord)) {
            Message posted = general.post(ada, "hello");
            MessageReceivedEvent event = received(client, 1).get(0);
            assertThat(event.getMessageIdLong()).isEqualTo(posted.id());
            assertThat(event.getMessage().getContentRaw()).isEqualTo("hello");
            assertThat(event.getAuthor().getIdLong()).isEqualTo(ada.id());
            assertThat(event.getMember()).isNotNull();
            assertThat(client.events(RawGatewayEvent.class))
                    .extracting(RawGatewayEvent::getType)
                    .containsSubsequence("READY", "GUILD_CREATE", "MESSAGE_CREATE");
            assertThat(discord.connections()).hasSize(1).first().matches(GatewayConnection::compressed);
        }
    }

    @Test
    void receivesMessagesUncompressed() throws Exception {
        try (JdaClient client = JdaClient.start(discord, discord.token(), JdaClient.INTENTS, Compression.NONE)) {
            client.jda.awaitReady();
            general.post(ada, "plain ✓");
            assertThat(received(client, 1).get(0).getMessage().getContentRaw()).isEqualTo("plain ✓");
            assertThat(discord.connections()).hasSize(1).first().matches(connection -> !connection.compressed());
        }
    }

    @Test
    void receivesEditsAndDeletes() throws Exception {
        try (JdaClient client = JdaClient.connect(discord)) {
            Message message = general.post(ada, "one");
            message.edit("two");
            message.delete();
            await().until(() -> !client.events(MessageDeleteEvent.class).isEmpty());
            assertThat(client.events(MessageUpdateEvent.class))
                    .extracting(event -> event.getMessage().getContentRaw())
                    .containsExactly("two");
            assertThat(general.messages()).isEmpty();
        }
    }

    @Test
    void receivesMessagesOfThreadsAddedLater() throws Exception {
        try (JdaClient client = JdaClient.connect(discord)) {
            Channel thread = home.addTextChannel("later").addThread("aside");
            thread.post(ada, "in the thread");
            MessageReceivedEvent event = received(client, 1).get(0);
            assertThat(event.isFromThread()).isTrue();
            assertThat(event.getChannel()).isInstanceOf(ThreadChannel.class);
            event.getChannel().sendMessage("me too").complete();
            thread.awaitMessage("me too", SOON);
        }
    }

    @Test
    void talksInDirectMessages() throws Exception {
        try (JdaClient client = JdaClient.connect(discord)) {
            discord.directMessage(ada, "psst");
            MessageReceivedEvent event = received(client, 1).get(0);
            assertThat(event.isFromGuild()).isFalse();
            event.getChannel().sendMessage("yes?").complete();
            discord.directChannel(ada).awaitMessage("yes?", SOON);
            client.jda
                    .retrieveUserById(ada.id())
                    .complete()
                    .openPrivateChannel()
                    .complete()
                    .sendMessage("and again")
                    .complete();
            discord.directChannel(ada).awaitMessage("and again", SOON);
        }
    }

    @Test
    void downloadsAttachments() throws Exception {
        try (JdaClient client = JdaClient.connect(discord)) {
            general.post(ada, MessageDraft.empty().attach(Upload.text("my notes.txt", "dear diary")));
            var attachment =
                    received(client, 1).get(0).getMessage().getAttachments().get(0);
            assertThat(attachment.getFileName()).isEqualTo("my_notes.txt");
            assertThat(attachment.getSize()).isEqualTo(10);
            try (var bytes = attachment.getProxy().download().get(SOON.toSeconds(), TimeUnit.SECONDS)) {
                assertThat(bytes.readAllBytes()).asString().isEqualTo("dear diary");
            }
            assertThat(discord.calls("GET", "/attachments/**"))
                    .singleElement()
                    .matches(call -> call.header("authorization").isEmpty());
        }
    }

    @Test
    void sendsTextFilesAndReplies() throws Exception {
        try (JdaClient client = JdaClient.connect(discord)) {
            Message question = general.post(ada, "who?");
            TextChannel channel = channel(client);
            var answer =
                    channel.sendMessage("me").setMessageReference(question.id()).complete();
            channel.sendFiles(FileUpload.fromData("data".getBytes(StandardCharsets.UTF_8), "a b.txt"))
                    .complete();
            assertThat(answer.getReferencedMessage().getIdLong()).isEqualTo(question.id());
            List<Message> shown = general.messages();
            assertThat(shown).extracting(Message::type).containsExactly(0, 19, 0);
            assertThat(shown.get(2).attachments().get(0).bytes()).asString().isEqualTo("data");
            assertThat(shown.get(1).nonce()).isNotBlank();
            RecordedCall call = discord.calls("POST", "/channels/*/messages").get(1);
            assertThat(call.files()).singleElement().returns("files[0]", RecordedFile::part);
            // the bot hears itself, like everybody else
            received(client, 3);
        }
    }

    @Test
    void waitsForRateLimits() throws Exception {
        try (JdaClient client = JdaClient.connect(discord)) {
            discord.fault(Fault.rateLimited(Duration.ofMillis(900)))
                    .on("POST", "/channels/*/messages")
                    .times(1);
            long start = System.nanoTime();
            channel(client).sendMessage("patience").complete();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(890));
            assertThat(discord.calls("POST", "/channels/*/messages"))
                    .extracting(RecordedCall::status)
                    .containsExactly(429, 200);
        }
    }

    @Test
    void staysWithinRealRateLimits() throws Exception {
        try (DiscordSimulator strict =
                DiscordSimulator.builder().realRateLimits().start()) {
            Channel busy = strict.addGuild("Busy").addTextChannel("busy");
            try (JdaClient client = JdaClient.connect(strict)) {
                TextChannel channel = client.jda.getTextChannelById(busy.id());
                for (int i = 0; i < 7; i++) {
                    channel.sendMessage("m" + i).queue();
                }
                busy.awaitMessages(5, SOON);
                assertThat(busy.messages()).hasSize(5);
                busy.awaitMessages(7, SOON);
                assertThat(strict.calls("POST", "/**"))
                        .extracting(RecordedCall::status)
                        .doesNotContain(429);
            }
        }
    }

    @Test
    void retriesBadGateways() throws Exception {
        try (JdaClient client = JdaClient.connect(discord)) {
            discord.fault(Fault.status(502)).on("POST", "/channels/*/messages").times(1);
            channel(client).sendMessage("again").complete();
            assertThat(general.messages()).hasSize(1);
            discord.fault(Fault.status(500)).on("POST", "/channels/*/messages").times(1);
            assertThatThrownBy(() -> channel(client).sendMessage("never").complete())
                    .isInstanceOf(ErrorResponseException.class);
        }
    }

    @Test
    void resumesAfterReconnect() throws Exception {
        try (JdaClient client = JdaClient.connect(discord)) {
            discord.gateway().reconnect();
            discord.gateway().awaitResumes(1, SOON);
            assertThat(discord.gateway().identifies()).isEqualTo(1);
            general.post(ada, "after");
            received(client, 1);
            assertThat(client.events(SessionResumeEvent.class)).hasSize(1);
            assertThat(discord.connections().get(0).clientClose()).isEqualTo(4900);
        }
    }

    @Test
    void replaysWhatWasMissed() throws Exception {
        try (JdaClient client = JdaClient.connect(discord)) {
            discord.gateway().refuseConnections(true);
            discord.gateway().drop();
            await().until(() -> discord.sessions().stream().noneMatch(GatewaySession::connected));
            for (int i = 0; i < 50; i++) {
                general.post(ada, "m" + i);
            }
            assertThat(discord.connections().get(0).clientClose()).isEqualTo(1006);
            discord.gateway().refuseConnections(false);
            assertThat(received(client, 50))
                    .extracting(event -> event.getMessage().getContentRaw())
                    .startsWith("m0", "m1")
                    .endsWith("m49")
                    .doesNotHaveDuplicates();
            assertThat(discord.gateway().resumes()).isEqualTo(1);
        }
    }

    @Test
    void identifiesAnewWhenTheSessionIsInvalid() throws Exception {
        try (JdaClient client = JdaClient.connect(discord)) {
            discord.gateway().invalidate(false);
            discord.gateway().awaitIdentifies(2, Duration.ofSeconds(30));
            await().atMost(SOON)
                    .until(() -> !client.events(SessionRecreateEvent.class).isEmpty());
            general.post(ada, "new session");
            received(client, 1);
            assertThat(discord.gateway().resumes()).isZero();
            assertThat(discord.connections().get(0).clientClose()).isEqualTo(1000);
        }
    }

    @Test
    void resumesWhenTheSessionIsOnlyInterrupted() throws Exception {
        try (JdaClient client = JdaClient.connect(discord)) {
            discord.gateway().invalidate(true);
            discord.gateway().awaitResumes(1, Duration.ofSeconds(20));
            general.post(ada, "same session");
            received(client, 1);
            assertThat(discord.sessions()).hasSize(1);
        }
    }

    @Test
    void givesUpOnDisallowedIntents() throws Exception {
        try (DiscordSimulator strict = DiscordSimulator.builder()
                        .disallow(Intent.MESSAGE_CONTENT)
                        .start();
                JdaClient client = JdaClient.start(strict, strict.token(), JdaClient.INTENTS, Compression.ZLIB)) {
            await().atMost(SOON).until(() -> !client.events(ShutdownEvent.class).isEmpty());
            assertThat(client.events(ShutdownEvent.class).get(0).getCloseCode())
                    .isEqualTo(CloseCode.DISALLOWED_INTENTS);
            assertThat(strict.connections()).singleElement().returns(4014, GatewayConnection::serverClose);
        }
    }

    @Test
    void givesUpOnWrongToken() {
        assertThatThrownBy(() -> JdaClient.start(discord, "wrong", JdaClient.INTENTS, Compression.ZLIB))
                .isInstanceOf(InvalidTokenException.class);
        assertThat(discord.calls("GET", "/users/@me")).singleElement().returns(401, RecordedCall::status);
    }

    @Test
    void seesNoContentWithoutTheIntent() throws Exception {
        try (JdaClient client =
                JdaClient.start(discord, discord.token(), EnumSet.of(GatewayIntent.GUILD_MESSAGES), Compression.ZLIB)) {
            client.jda.awaitReady();
            general.post(ada, MessageDraft.text("secret").attach(Upload.text("a.txt", "a")));
            general.post(ada, MessageDraft.text("hey").mention(discord.bot()));
            discord.directMessage(ada, "not for these intents");
            List<MessageReceivedEvent> events = received(client, 2);
            assertThat(events.get(0).getMessage().getContentRaw()).isEmpty();
            assertThat(events.get(0).getMessage().getAttachments()).isEmpty();
            assertThat(events.get(1).getMessage().getContentRaw()).startsWith("hey <@");
        }
    }

    @Test
    void answersSlashCommands() throws Exception {
        try (JdaClient client = JdaClient.connect(discord)) {
            client.jda
                    .updateCommands()
                    .addCommands(net.dv8tion.jda.api.interactions.commands.build.Commands.slash("echo", "Says it again")
                            .addOption(net.dv8tion.jda.api.interactions.commands.OptionType.STRING, "message", "what"))
                    .complete();
            for (Channel channel : List.of(general, discord.directChannel(ada))) {
                Interaction echo = discord.slashCommand(ada, channel, "echo", Map.of("message", "hi"));
                int before = client.events(SlashCommandInteractionEvent.class).size();
                await().until(() ->
                        client.events(SlashCommandInteractionEvent.class).size() >= Math.max(1, before));
                await().until(() -> client.events(SlashCommandInteractionEvent.class).stream()
                        .anyMatch(event -> event.getIdLong() == echo.id()));
                SlashCommandInteractionEvent event = client.events(SlashCommandInteractionEvent.class).stream()
                        .filter(one -> one.getIdLong() == echo.id())
                        .findFirst()
                        .orElseThrow();
                event.deferReply().complete();
                assertThat(echo.awaitAcknowledged(SOON).deferred()).isTrue();
                assertThat(echo.reply()).isEmpty();
                event.getHook()
                        .editOriginal(event.getOption("message").getAsString())
                        .complete();
                assertThat(echo.awaitReply(SOON).content()).isEqualTo("hi");
                event.getHook().sendMessage("more").complete();
                assertThat(echo.awaitFollowUps(1, SOON))
                        .extracting(Message::content)
                        .containsExactly("more");
                assertThat(echo.acknowledgedAfter()).isPresent();
                assertThat(echo.failed()).isFalse();
            }
        }
    }

    private TextChannel channel(JdaClient client) {
        return client.jda.getTextChannelById(general.id());
    }

    private static List<MessageReceivedEvent> received(JdaClient client, int count) {
        await().atMost(SOON)
                .until(() -> client.events(MessageReceivedEvent.class).size() >= count);
        return client.events(MessageReceivedEvent.class);
    }
}
