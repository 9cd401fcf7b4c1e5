package org.discordbridge.intents;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.support.service.ServiceSupport;
import org.discordbridge.discord.Understanding;
import org.discordbridge.settings.LibraryFolder;
import org.discordbridge.yaml.YamlFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the intents of messages, by files that may change while it runs. Without a folder it does nothing, and without
 * intents it loads no model. The model runs on threads of its own; how many texts wait for them is bounded by who asks,
 * since a route has one text of each channel with it, and its queue is bounded.
 */
public final class Intents extends ServiceSupport implements Understanding, CamelContextAware {
    private static final Logger LOG = LoggerFactory.getLogger(Intents.class);
    private static final long LOOK_EVERY_SECONDS = 2;
    private static final long MOST_REMEMBERED = 4L << 20;
    private static final String ROOM = "org.discordbridge.intents.model.";

    private final Remembered remembered = new Remembered(MOST_REMEMBERED);
    /** Tells whether the last text failed, so that a failure that lasts is told once. */
    private final AtomicBoolean failing = new AtomicBoolean();

    private final Supplier<TextModel> loading;
    private CamelContext camelContext;
    private String folder;
    private int threads = 1;
    private YamlFolder<Intent> files;
    private ScheduledExecutorService clock;
    private ExecutorService workers;
    /** Is complete when the first map is there, or cannot be. */
    private CompletableFuture<Void> begun;

    private TextModel model;
    private volatile IntentMap map;
    private volatile boolean on;

    public Intents() {
        this(Intents::load);
    }

    Intents(Supplier<TextModel> loading) {
        this.loading = loading;
    }

    /** Loads the model from the folder of its libraries. */
    private static TextModel load() {
        ClassLoader classes = LibraryFolder.of("intents", ROOM, "ai.onnxruntime.OrtEnvironment", "the intents");
        try {
            return (TextModel) Class.forName(ROOM + "MiniLm", true, classes)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "The model of the intents cannot be loaded: " + (e.getCause() == null ? e : e.getCause()), e);
        }
    }

    /** Sets the folder of the files. */
    public void setFolder(String folder) {
        this.folder = folder;
    }

    /** Sets on how many threads the model runs: each makes about a core busy. */
    public void setThreads(int threads) {
        this.threads = threads;
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    @Override
    protected void doStart() {
        if (!Files.isDirectory(Path.of(folder))) {
            return;
        }
        files = IntentFile.folder(Path.of(folder), LOG);
        begun = new CompletableFuture<>();
        workers = camelContext.getExecutorServiceManager().newFixedThreadPool(this, "intents", threads);
        clock = camelContext.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "intents: files");
        // messages that come before the model is there wait for it
        files.look();
        on = !files.all().isEmpty();
        if (on) {
            clock.execute(this::renew);
        }
        clock.scheduleWithFixedDelay(this::look, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    protected void doStop() {
        on = false;
        if (clock != null) {
            camelContext.getExecutorServiceManager().shutdownNow(clock);
            camelContext.getExecutorServiceManager().shutdownNow(workers);
        }
    }

    /** Reads files that have changed. A failure must not end the looks that follow. */
    private void look() {
        try {
            if (files.look()) {
                renew();
            }
        } catch (RuntimeException e) {
            LOG.error("The intents in force go on: their files could not be looked at", e);
        }
    }

    /** Takes over the intents of the files. */
    private void renew() {
        List<Intent> intents = files.all();
        try {
            if (intents.isEmpty()) {
                on = false;
                map = null;
                LOG.info("Intents in force: none. Messages have no intent");
            } else {
                if (model == null) {
                    model = loading.get();
                }
                map = new IntentMap(intents, model, map);
                on = true;
                LOG.info(
                        "Intents in force: {}",
                        intents.stream().map(Intent::name).collect(Collectors.joining(", ")));
            }
        } catch (RuntimeException | LinkageError e) {
            on = map != null;
            LOG.error(
                    "{}. {}",
                    e.getMessage(),
                    on
                            ? "The intents that were in force go on"
                            : "Messages go on without an intent; the next change of the files tries it again",
                    LOG.isDebugEnabled() ? e : null);
        }
        if (!begun.complete(null)) {
            // after the change, so that nothing is remembered by what was before
            remembered.clear();
        }
    }

    @Override
    public boolean isOn() {
        return on;
    }

    @Override
    public boolean has(String intent) {
        return files != null && files.all().stream().anyMatch(one -> one.name().equals(intent));
    }

    @Override
    public void find(String text, Consumer<Nearest> then) {
        CompletableFuture<Nearest> found =
                remembered.get(text, () -> CompletableFuture.supplyAsync(() -> nearest(text), workers));
        found.whenComplete((nearest, failure) -> {
            if (nearest == null) {
                remembered.forget(text, found);
            }
            if (failure != null) {
                tell(failure);
            }
            then.accept(nearest);
        });
    }

    private Nearest nearest(String text) {
        begun.join();
        IntentMap now = map;
        if (now == null) {
            return null;
        }
        Nearest nearest = now.nearest(model.vector(text));
        failing.set(false);
        return nearest;
    }

    private void tell(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (!failing.getAndSet(true)) {
            LOG.error(
                    "Messages go on without an intent, until the model works again: {}",
                    cause.getMessage(),
                    LOG.isDebugEnabled() ? cause : null);
        }
    }

    /** Looks at the files as a start would, and loads nothing. */
    public Plan plan() {
        YamlFolder<Intent> seen = IntentFile.folder(Path.of(folder), LOG);
        if (Files.isDirectory(Path.of(folder))) {
            seen.look();
        }
        return new Plan(seen.all().stream().map(Intent::name).toList(), seen.problems());
    }

    /**
     * Says what a start would do.
     *
     * @param names of the intents
     * @param problems a sentence for each file that is not understood
     */
    public record Plan(List<String> names, List<String> problems) {
        public Plan {
            names = List.copyOf(names);
            problems = List.copyOf(problems);
        }
    }
}
