package org.discordbridge.servers;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The servers of one test run or one sandbox: each is started when it is first asked for, and only once.
 *
 * <p>They run in this JVM and in child processes or, with {@code -Dservices=containers}, in Docker. Children end with
 * this JVM, whichever way it ends. Tests get theirs from {@link ServersExtension}.
 *
 * <pre>{@code
 * try (Servers servers = new Servers().prepare(KafkaServer.class, S3Server.class)) {
 *     servers.kafka().bootstrapServers();
 * }
 * }</pre>
 */
public final class Servers implements AutoCloseable {
    /** The system property that chooses between {@code processes} (the default) and {@code containers}. */
    public static final String PROPERTY = "services";

    private final Source source;
    private final Map<Class<? extends Server>, CompletableFuture<Server>> shared = new ConcurrentHashMap<>();

    /** Takes the servers from where {@value #PROPERTY} says. */
    public Servers() {
        this(source(System.getProperty(PROPERTY, "processes")));
    }

    Servers(Source source) {
        this.source = source;
    }

    /** Begins to start these, all at once, and does not wait for them. */
    @SafeVarargs
    public final Servers prepare(Class<? extends Server>... types) {
        for (Class<? extends Server> type : types) {
            var unused = begin(type);
        }
        return this;
    }

    /** The broker, once it is up. */
    public KafkaServer kafka() {
        return get(KafkaServer.class);
    }

    /** The schema registry, once it is up. */
    public RegistryServer registry() {
        return get(RegistryServer.class);
    }

    /** The S3 server, once it is up. */
    public S3Server s3() {
        return get(S3Server.class);
    }

    /** The server of this type, once it is up. A start that failed is not tried again. */
    public <S extends Server> S get(Class<S> type) {
        try {
            return type.cast(begin(type).join());
        } catch (CompletionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        }
    }

    /** A server that nobody else uses, for tests that stop it or look at everything in it. The caller closes it. */
    public <S extends Server> S separate(Class<S> type) {
        return type.cast(up(source.create(type)));
    }

    /** A broker that nobody else uses, with settings of its own, always in this JVM. The caller closes it. */
    public KafkaServer separateKafka(KafkaSettings settings) {
        return up(new KafkaInProcess(settings));
    }

    /** An S3 server that nobody else uses, with settings of its own, always a child process. The caller closes it. */
    public S3Server separateS3(S3Settings settings) {
        return up(new S3Process(settings));
    }

    /** Closes what was started once for all; separate servers stay. */
    @Override
    public void close() {
        shared.values().parallelStream().forEach(starting -> {
            if (!starting.isCompletedExceptionally()) {
                starting.thenAccept(Server::close).join();
            }
        });
        shared.clear();
    }

    private CompletableFuture<Server> begin(Class<? extends Server> type) {
        return shared.computeIfAbsent(type, key -> {
            CompletableFuture<Server> starting = new CompletableFuture<>();
            Thread thread = new Thread(() -> complete(starting, key), "start-" + key.getSimpleName());
            thread.setDaemon(true);
            thread.start();
            return starting;
        });
    }

    private void complete(CompletableFuture<Server> starting, Class<? extends Server> type) {
        try {
            starting.complete(up(source.create(type)));
        } catch (RuntimeException | Error e) {
            starting.completeExceptionally(e);
        }
    }

    private static <S extends Server> S up(S server) {
        try {
            server.start();
            return server;
        } catch (RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    private static Source source(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "processes" -> Source.PROCESSES;
            case "containers" -> Source.CONTAINERS;
            default ->
                throw new IllegalArgumentException(
                        "-D" + PROPERTY + "=" + name + " is unknown. Choose processes or containers.");
        };
    }

    /** Where servers come from. */
    enum Source {
        PROCESSES {
            @Override
            Server create(Class<? extends Server> type) {
                if (type == KafkaServer.class) {
                    return new KafkaInProcess(KafkaSettings.defaults());
                } else if (type == RegistryServer.class) {
                    return new RegistryProcess();
                } else if (type == S3Server.class) {
                    return new S3Process(S3Settings.defaults());
                }
                throw unknown(type);
            }
        },
        CONTAINERS {
            @Override
            Server create(Class<? extends Server> type) {
                if (type == KafkaServer.class) {
                    return new KafkaInContainer();
                } else if (type == RegistryServer.class) {
                    return new RegistryInContainer();
                } else if (type == S3Server.class) {
                    return new S3InContainer();
                }
                throw unknown(type);
            }
        };

        abstract Server create(Class<? extends Server> type);

        private static IllegalArgumentException unknown(Class<?> type) {
            return new IllegalArgumentException(
                    "No server of " + type + ". Ask for KafkaServer, RegistryServer or S3Server.");
        }
    }
}
