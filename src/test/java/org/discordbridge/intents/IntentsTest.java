package org.discordbridge.intents;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.discordbridge.discord.Understanding.Nearest;
import org.discordbridge.log.CapturedLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Intents with a model that knows three directions: what is of a, what is of b, and the rest. */
@Timeout(60)
class IntentsTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final AtomicInteger loaded = new AtomicInteger();
    private final List<String> looked = new CopyOnWriteArrayList<>();
    private final CapturedLog log = CapturedLog.of(Intents.class.getName(), Level.INFO);
    private TextModel model = text -> {
        looked.add(text);
        float of = text.startsWith("a") ? 1 : 0;
        float other = text.startsWith("b") ? 1 : 0;
        return new float[] {of, other, 1 - of - other};
    };

    private Intents intents;

    @BeforeEach
    void make() {
        intents = new Intents(() -> {
            loaded.incrementAndGet();
            return text -> model.vector(text);
        });
        intents.setFolder(folder.toString());
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        log.close();
    }

    private void write(String name, String... examples) throws Exception {
        Files.writeString(
                folder.resolve(name + ".yaml"),
                "intents:\n  - {name: " + name + ", examples: [" + String.join(", ", examples) + "]}\n");
    }

    private Nearest find(String text) throws Exception {
        CompletableFuture<Nearest> found = new CompletableFuture<>();
        intents.find(text, found::complete);
        return found.get(30, TimeUnit.SECONDS);
    }

    @Test
    void nothingIsLoadedWithoutIntents() throws Exception {
        intents.setFolder(folder.resolve("nowhere").toString());
        context.addService(intents);

        assertThat(intents.isOn()).isFalse();
        assertThat(intents.has("a")).isFalse();
        assertThat(intents.plan()).isEqualTo(new Intents.Plan(List.of(), List.of()));
        assertThat(loaded).hasValue(0);
    }

    @Test
    void findsTheNearestAndUnknown() throws Exception {
        write("a", "a1", "a2");
        write("b", "b1");
        context.addService(intents);

        assertThat(intents.isOn()).isTrue();
        assertThat(intents.has("b")).isTrue();
        assertThat(find("a question")).isEqualTo(new Nearest("a", 1));
        assertThat(find("b")).isEqualTo(new Nearest("b", 1));
        assertThat(find("c")).isEqualTo(new Nearest("unknown", 0));
        assertThat(loaded).hasValue(1);
        assertThat(log.messages()).containsExactly("Intents in force: a, b");
    }

    @Test
    void aTextIsLookedAtOnceUntilTheIntentsChange() throws Exception {
        write("a", "a1");
        context.addService(intents);
        assertThat(find("b")).isEqualTo(new Nearest("unknown", 0));
        find("b");
        assertThat(looked).containsExactly("a1", "b");

        write("b", "b1");
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(find("b").intent()).isEqualTo("b"));
        // the example that was known is not looked at again
        assertThat(looked).containsExactly("a1", "b", "b1", "b");

        Files.delete(folder.resolve("a.yaml"));
        Files.delete(folder.resolve("b.yaml"));
        Awaitility.await().atMost(SOON).until(() -> !intents.isOn());
        assertThat(log.messages()).endsWith("Intents in force: none. Messages have no intent");
    }

    @Test
    void textsWaitForTheModelAndForEachOther() throws Exception {
        write("a", "a1");
        CountDownLatch open = new CountDownLatch(1);
        TextModel quick = model;
        model = text -> {
            try {
                open.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return quick.vector(text);
        };
        context.addService(intents);
        BlockingQueue<String> order = new LinkedBlockingQueue<>();
        for (String text : List.of("a2", "a3", "a2")) {
            intents.find(text, nearest -> order.add(text));
        }
        assertThat(order).isEmpty();
        open.countDown();

        assertThat(order.poll(30, TimeUnit.SECONDS)).isEqualTo("a2");
        assertThat(order.poll(30, TimeUnit.SECONDS)).isEqualTo("a2");
        assertThat(order.poll(30, TimeUnit.SECONDS)).isEqualTo("a3");
        assertThat(looked).containsExactly("a1", "a2", "a3");
    }

    @Test
    void aModelThatFailsGivesNoIntentAndIsToldOnce() throws Exception {
        write("a", "a1");
        context.addService(intents);
        assertThat(find("a2").intent()).isEqualTo("a");
        TextModel works = model;
        model = text -> {
            throw new IllegalStateException("out of order");
        };
        assertThat(find("a3")).isNull();
        assertThat(find("a4")).isNull();
        model = works;
        assertThat(find("a3").intent()).isEqualTo("a");

        assertThat(log.messages())
                .containsExactly(
                        "Intents in force: a",
                        "Messages go on without an intent, until the model works again: out of order");
    }

    @Test
    void aModelThatCannotBeLoadedStopsNothing() throws Exception {
        write("a", "a1");
        Intents lame = new Intents(() -> {
            throw new UnsatisfiedLinkError("no such library");
        });
        lame.setFolder(folder.toString());
        context.addService(lame);
        Awaitility.await().atMost(SOON).until(() -> !lame.isOn());

        CompletableFuture<Nearest> found = new CompletableFuture<>();
        lame.find("a2", found::complete);
        assertThat(found.get(30, TimeUnit.SECONDS)).isNull();
        assertThat(log.messages())
                .containsExactly("no such library. Messages go on without an intent; the next change of the files"
                        + " tries it again");
    }

    @Test
    void thePlanTellsOfBrokenFilesAndLoadsNothing() throws Exception {
        write("a", "a1");
        write("b");

        assertThat(intents.plan())
                .isEqualTo(new Intents.Plan(
                        List.of("a"),
                        List.of("b.yaml, line 2: b has 0 examples: there must be from 1 to 1000. None of its intents is"
                                + " in force")));
        assertThat(loaded).hasValue(0);
    }
}
