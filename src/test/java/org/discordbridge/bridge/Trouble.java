package org.discordbridge.bridge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.Gateway;

/** What goes wrong in {@link ChaosIT}: each begins, lasts for a while, and ends. */
enum Trouble {
    /** The process is gone at once, and started again. */
    KILL((stage, bridge, random) -> bridge.kill(), (stage, bridge) -> bridge.start()),
    KAFKA_AWAY(
            (stage, bridge, random) -> stage.kafka().stop(),
            (stage, bridge) -> stage.kafka().start()),
    REGISTRY_AWAY(
            (stage, bridge, random) -> stage.registry().stop(),
            (stage, bridge) -> stage.registry().start()),
    STORE_HANGS(
            (stage, bridge, random) -> stage.s3().freeze(),
            (stage, bridge) -> stage.s3().thaw()),
    GATEWAY_CLOSES((stage, bridge, random) -> gateway(stage).closeAll(anyCode(random))),
    GATEWAY_DROPS((stage, bridge, random) -> gateway(stage).drop()),
    GATEWAY_ASKS_TO_RECONNECT((stage, bridge, random) -> gateway(stage).reconnect()),
    SESSION_IS_INVALID((stage, bridge, random) -> gateway(stage).invalidate(false)),
    GATEWAY_REFUSES(
            (stage, bridge, random) -> {
                gateway(stage).refuseConnections(true);
                gateway(stage).forgetSessions();
                gateway(stage).drop();
            },
            (stage, bridge) -> gateway(stage).refuseConnections(false)),
    SESSIONS_ARE_REFUSED(
            (stage, bridge, random) -> {
                gateway(stage).refuseSessions(anyCode(random));
                gateway(stage).drop();
            },
            (stage, bridge) -> gateway(stage).refuseSessions(0)),
    SESSIONS_ARE_INVALID(
            (stage, bridge, random) -> {
                gateway(stage).callSessionsInvalid(true, random.nextBoolean());
                gateway(stage).drop();
            },
            (stage, bridge) -> gateway(stage).callSessionsInvalid(false, false)),
    /** An outage of all guilds, which begins with a new session. */
    GUILDS_DO_NOT_COME(
            (stage, bridge, random) -> {
                gateway(stage).withholdGuilds(true);
                gateway(stage).forgetSessions();
                gateway(stage).drop();
            },
            (stage, bridge) -> gateway(stage).withholdGuilds(false)),
    FRAMES_ARE_GARBLED((stage, bridge, random) -> {
        for (String frame :
                List.of("<html>", "[]", "{\"op\": {}}", "{\"op\": 0, \"t\": \"MESSAGE_CREATE\", \"d\": 5}")) {
            gateway(stage).frame(frame);
        }
    }),
    /** Smaller than any result is. */
    RESULTS_ARE_TOO_LARGE(
            (stage, bridge, random) -> limit(stage, stage.results(), 10),
            (stage, bridge) -> limit(stage, stage.results(), 1_000_000)),
    /** Nothing goes through any more, and nobody says so. */
    NETWORK_IS_A_BLACK_HOLE((stage, bridge, random) -> gateway(stage).blackHole(true), (stage, bridge) -> {
        gateway(stage).blackHole(false);
        gateway(stage).drop();
    }),
    REST_FAILS(
            (stage, bridge, random) -> stage.discord()
                    .fault(anyFault(random))
                    .on("*", "/channels/*/messages")
                    .times(4),
            (stage, bridge) -> stage.discord().clearFaults()),
    ROUTE_IS_EDITED((stage, bridge, random) -> edit(bridge));

    private interface Begin {
        void on(Stage stage, BridgeProcess bridge, Random random);
    }

    private final Begin begin;
    private final BiConsumer<Stage, BridgeProcess> end;

    /** One that is over by itself. */
    Trouble(Begin begin) {
        this(begin, (stage, bridge) -> {});
    }

    Trouble(Begin begin, BiConsumer<Stage, BridgeProcess> end) {
        this.begin = begin;
        this.end = end;
    }

    void begin(Stage stage, BridgeProcess bridge, Random random) {
        begin.on(stage, bridge, random);
    }

    void end(Stage stage, BridgeProcess bridge) {
        end.accept(stage, bridge);
    }

    /** Whether the last records may come again after it, with the same uuid. */
    boolean mayDouble() {
        return this == KILL;
    }

    private static Gateway gateway(Stage stage) {
        return stage.discord().gateway();
    }

    /** One after which Discord lets a bot connect again (Discord docs, Opcodes and Status Codes > Gateway). */
    private static int anyCode(Random random) {
        List<Integer> codes = List.of(1000, 1001, 4000, 4001, 4002, 4003, 4005, 4007, 4008, 4009);
        return codes.get(random.nextInt(codes.size()));
    }

    private static Fault anyFault(Random random) {
        List<Fault> faults = List.of(
                Fault.status(500),
                Fault.status(502),
                Fault.statusAfterEffect(500),
                Fault.truncatedBody(),
                Fault.hang(),
                Fault.hangAfterEffect(),
                Fault.dropConnectionAfterEffect(),
                Fault.rateLimited(Duration.ofSeconds(2)),
                Fault.garbage(),
                Fault.answerAfterEffect("<!DOCTYPE html>"),
                Fault.answerAfterEffect("{\"id\": \"1"),
                Fault.answerAfterEffect("{}"),
                Fault.trickle(Duration.ofMillis(200)),
                Fault.without("author"),
                Fault.answer(500, Map.of("Content-Type", "text/html"), "<!DOCTYPE html>"),
                Fault.answer(429, Map.of("Via", "1.1 google", "Retry-After", "0.5"), ""),
                Fault.answer(
                        429, Map.of("Via", "1.1 google", "Content-Type", "application/json"), "{\"retry_after\": 1.5}"),
                // as Cloudflare refuses an address
                Fault.answer(429, Map.of("Retry-After", "1"), "error code: 1015"));
        return faults.get(random.nextInt(faults.size()));
    }

    private static void limit(Stage stage, String topic, int bytes) {
        ConfigEntry limit = new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(bytes));
        try (Admin admin = Admin.create(stage.kafka().clientSettings())) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, topic),
                            List.of(new AlterConfigOp(limit, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void edit(BridgeProcess bridge) {
        Path route = bridge.directory().resolve("routes/discord-to-kafka.camel.yaml");
        try {
            Files.writeString(route, "# edited\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
