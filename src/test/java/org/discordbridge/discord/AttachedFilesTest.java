package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Level;
import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.attachment.DefaultAttachment;
import org.apache.camel.builder.RouteBuilder;
import org.discordbridge.discord.options.DiscordConstants;
import org.discordbridge.discord.session.DiscordException;
import org.discordbridge.event.CommandInvoked;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.simulator.Attachment;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.Interaction;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.RecordedCall;
import org.discordbridge.simulator.RecordedFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files with what is sent. */
@Timeout(120)
class AttachedFilesTest extends ProducerStage {
    private static final String POSTS = "/channels/*/messages";

    /** A file of any content that counts how often it was opened. */
    private static class Source implements DataSource {
        final AtomicInteger opened = new AtomicInteger();
        final AtomicInteger closed = new AtomicInteger();
        private final String type;
        private final byte[] bytes;

        Source(String type, byte[] bytes) {
            this.type = type;
            this.bytes = bytes;
        }

        static Source of(String text) {
            return new Source("text/plain", text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public InputStream getInputStream() throws IOException {
            opened.incrementAndGet();
            return new ByteArrayInputStream(bytes) {
                @Override
                public void close() {
                    closed.incrementAndGet();
                }
            };
        }

        @Override
        public OutputStream getOutputStream() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getContentType() {
            return type;
        }

        @Override
        public String getName() {
            return "not this one";
        }
    }

    @Test
    void goWithTheText() throws Exception {
        doing("discord:send-message?channelId=" + id(general));
        Map<String, Source> files = new LinkedHashMap<>();
        files.put("a.txt", Source.of("aaa"));
        files.put("b ü.png", png(7));
        Exchange sent = sending("two files", files, Map.of());

        Message shown = general.awaitMessage("two files", SOON);
        assertThat(sent.getException()).isNull();
        assertThat(shown.attachments())
                .extracting(Attachment::filename, Attachment::size)
                .containsExactly(tuple("a.txt", 3L), tuple("b_u.png", 7L));
        RecordedCall call = discord.awaitCalls(1, "POST", POSTS, SOON).get(0);
        assertThat(call.files())
                .extracting(RecordedFile::part, RecordedFile::contentType)
                .containsExactly(tuple("files[0]", "text/plain"), tuple("files[1]", "image/png"));
        assertThat(call.body().path("attachments").findValuesAsText("filename")).containsExactly("a.txt", "b ü.png");
        assertThat(call.body().path("attachments").findValuesAsText("id")).containsExactly("0", "1");
        assertThat(sent.getMessage().getHeader(DiscordConstants.MESSAGE_ID)).isEqualTo(id(shown));
    }

    @Test
    void goWithoutText() throws Exception {
        doing("discord:reply?channelId=" + id(general));
        Message question = general.post(ada, "?");
        Map<String, Object> headers = Map.of(DiscordConstants.MESSAGE_ID, id(question));
        Exchange sent = sending(null, Map.of("a.txt", Source.of("aaa")), headers);

        Message shown = general.awaitMessages(2, SOON).get(1);
        assertThat(sent.getException()).isNull();
        assertThat(shown.content()).isEmpty();
        assertThat(shown.type()).isEqualTo(19);
        assertThat(shown.attachments())
                .singleElement()
                .returns("aaa", file -> new String(file.bytes(), StandardCharsets.UTF_8));
    }

    @Test
    void goWithTheLastPartOfALongTextTenAPost() throws Exception {
        doing("discord:send-message?channelId=" + id(general));
        Map<String, Source> files = new LinkedHashMap<>();
        for (int i = 0; i < 12; i++) {
            files.put("f%02d.txt".formatted(i), Source.of("file " + i));
        }
        Exchange sent = sending("line\n".repeat(600), files, Map.of(DiscordConstants.IDENTITY, "once"));

        List<Message> shown = general.awaitMessages(3, SOON);
        assertThat(sent.getException()).isNull();
        assertThat(shown)
                .extracting(
                        message -> message.content().length(),
                        message -> message.attachments().size())
                .containsExactly(tuple(1999, 0), tuple(999, 10), tuple(0, 2));
        assertThat(shown)
                .flatExtracting(Message::attachments)
                .extracting(file -> ((Attachment) file).filename())
                .containsExactlyElementsOf(files.keySet());
        assertThat(shown)
                .extracting(Message::nonce)
                .doesNotContainNull()
                .allMatch(nonce -> nonce.matches(".{22}-[0-2]"));
        assertThat(sent.getMessage().getHeader(DiscordConstants.MESSAGE_IDS, List.class))
                .isEqualTo(shown.stream().map(ProducerStage::id).toList());
    }

    @Test
    void goInMorePostsIfTheyAreMoreThanOneRequestTakes() throws Exception {
        doing("discord:send-message?channelId=" + id(general));
        Map<String, Source> files = new LinkedHashMap<>();
        for (String name : List.of("a.png", "b.png", "c.png")) {
            files.put(name, png(9 << 20));
        }
        Exchange sent = sending("big", files, Map.of());

        assertThat(sent.getException()).isNull();
        assertThat(general.awaitMessages(2, SOON))
                .extracting(message -> message.attachments().size())
                .containsExactly(2, 1);
    }

    @Test
    void areSentAgainFromTheBeginning() throws Exception {
        doing("discord:send-message?channelId=" + id(general));
        discord.fault(Fault.status(502)).on("POST", POSTS).times(1);
        Source file = png(100_000);
        Exchange sent = sending("twice", Map.of("a.png", file), Map.of());

        assertThat(sent.getException()).isNull();
        assertThat(general.awaitMessage("twice", SOON).attachments().get(0).bytes())
                .isEqualTo(file.bytes);
        assertThat(file.opened).hasValue(2);
        assertThat(file.closed).hasValue(2);
        assertThat(discord.awaitCalls(2, "POST", POSTS, SOON))
                .allSatisfy(call -> assertThat(call.files().get(0).bytes()).isEqualTo(file.bytes));
    }

    @Test
    void thatCannotBeReadFailTheExchange() throws Exception {
        doing("discord:send-message?channelId=" + id(general));
        Source broken = new Source("image/png", new byte[0]) {
            @Override
            public InputStream getInputStream() {
                return new InputStream() {
                    private int left = 200_000;

                    @Override
                    public int read() throws IOException {
                        if (left-- <= 0) {
                            throw new IOException("the store is away");
                        }
                        return 'x';
                    }
                };
            }
        };
        Source absent = new Source("image/png", new byte[0]) {
            @Override
            public InputStream getInputStream() {
                throw new IllegalStateException("no such object");
            }
        };

        assertUnreadable(
                sending("no", Map.of("cat.png", broken), Map.of()),
                "File cat.png could not be read to its end: the store is away. Nothing was sent by the request to post"
                        + " into channel " + id(general));
        assertUnreadable(
                sending("no", Map.of("cat.png", absent), Map.of()),
                "File cat.png could not be read to its end: no such object. Nothing was sent by the request to post"
                        + " into channel " + id(general));
        assertThat(general.messages()).isEmpty();
    }

    @Test
    void mustHaveTheLengthTheyAreSaidToHave() throws Exception {
        doing("discord:send-message?channelId=" + id(general));

        for (int announced : new int[] {2, 4}) {
            assertUnreadable(
                    sending("no", Map.of("a.txt", Source.of("aaa")), Map.of("length", announced)),
                    "File a.txt could not be read to its end: it has " + (announced == 2 ? "at least 3" : "3")
                            + " bytes, and " + announced + " were announced. Nothing was sent by the request to post"
                            + " into channel " + id(general));
        }
        assertThat(sending("yes", Map.of("a.txt", Source.of("aaa")), Map.of("length", 3))
                        .getException())
                .isNull();
        assertThat(general.awaitMessage("yes", SOON).attachments()).hasSize(1);
        assertThat(sending("no", Map.of("a.txt", Source.of("aaa")), Map.of("length", "many"))
                        .getException())
                .hasMessage("Content-Length 'many' of attachment a.txt is no number");
    }

    @Test
    void goWithTheAnswerToACommand() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("discord:command?name=cat&description=Shows a cat")
                        .process(exchange -> {
                            var command = exchange.getMessage().getBody(CommandInvoked.class);
                            Map<String, Source> files = new LinkedHashMap<>();
                            for (int i = 0; i < 11; i++) {
                                files.put("cat" + i + ".png", png(i + 1));
                            }
                            attach(exchange, files, null);
                            exchange.getMessage()
                                    .setBody(
                                            Map.of("content", "cats", "interaction_token", command.interactionToken()));
                        })
                        .to("discord:send-message");
            }
        });
        context.start();
        discord.awaitCalls(1, "PUT", "/applications/*/commands", SOON);
        Interaction used = discord.slashCommand(ada, general, "cat", Map.of());

        assertThat(used.awaitReply(SOON).attachments()).hasSize(10);
        Message rest = used.awaitFollowUps(1, SOON).get(0);
        assertThat(rest.attachments()).extracting(Attachment::filename).containsExactly("cat10.png");
    }

    @Test
    void answerOfMoreThanTwentyPartsBecomesOne() throws Exception {
        doing("discord:send-message?channelId=" + id(general));
        String text = "# Long ✓\n" + "line\n".repeat(8_400);
        Exchange sent = sending(text, Map.of("a.txt", Source.of("aaa")), Map.of());

        assertThat(sent.getException()).isNull();
        Message shown = general.awaitMessages(1, SOON).get(0);
        assertThat(general.messages()).hasSize(1);
        assertThat(shown.content()).isEmpty();
        assertThat(shown.attachments())
                .extracting(Attachment::filename, Attachment::contentType)
                .containsExactly(tuple("answer.md", "text/markdown; charset=utf-8"), tuple("a.txt", "text/plain"));
        assertThat(new String(shown.attachments().get(0).bytes(), StandardCharsets.UTF_8))
                .isEqualTo(text);
    }

    @Test
    void answerOfTwentyPartsStaysText() throws Exception {
        doing("discord:send-message?channelId=" + id(general));
        done(("x".repeat(1_999) + "\n").repeat(20));

        assertThat(general.awaitMessages(20, SOON))
                .extracting(Message::attachments)
                .allMatch(List::isEmpty);
    }

    private static Source png(int size) {
        byte[] bytes = new byte[size];
        java.util.Arrays.fill(bytes, (byte) 7);
        return new Source("image/png", bytes);
    }

    private Exchange sending(Object body, Map<String, Source> files, Map<String, Object> headers) {
        try (CapturedLog jda = CapturedLog.of("net.dv8tion.jda", Level.ERROR)) {
            return context.createProducerTemplate().request("direct:do", exchange -> {
                exchange.getMessage().setBody(body);
                exchange.getMessage().setHeaders(new java.util.HashMap<>(headers));
                attach(exchange, files, exchange.getMessage().removeHeader("length"));
            });
        }
    }

    private static void attach(Exchange exchange, Map<String, Source> files, Object length) {
        AttachmentMessage message = exchange.getMessage(AttachmentMessage.class);
        files.forEach((name, source) -> {
            DefaultAttachment attachment = new DefaultAttachment(new DataHandler(source));
            if (length != null) {
                attachment.setHeader("Content-Length", length.toString());
            }
            message.addAttachmentObject(name, attachment);
        });
    }

    private static void assertUnreadable(Exchange exchange, String message) {
        assertThat(exchange.getException())
                .isExactlyInstanceOf(DiscordException.class)
                .hasMessage(message)
                .returns(true, failure -> ((DiscordException) failure).isRetryable())
                .returns(0, failure -> ((DiscordException) failure).getStatus());
    }
}
