package org.discordbridge.bridge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Random;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.Gateway;

/** What goes wrong in {@link ChaosIT}: each begins, lasts for a while, and ends. */
enum Trouble {
    /** The process is gone at once, and started again. */
    KILL {
        @Override
        void begin(Stage stage, BridgeProcess bridge, Random random) {
            bridge.kill();
        }

        @Override
        void end(Stage stage, BridgeProcess bridge) {
            bridge.start();
        }

        @Override
        boolean mayDouble() {
            return true;
        }
    },
    KAFKA_AWAY {
        @Override
        void begin(Stage stage, BridgeProcess bridge, Random random) {
            stage.kafka().stop();
        }

        @Override
        void end(Stage stage, BridgeProcess bridge) {
            stage.kafka().start();
        }
    },
    REGISTRY_AWAY {
        @Override
        void begin(Stage stage, BridgeProcess bridge, Random random) {
            stage.registry().stop();
        }

        @Override
        void end(Stage stage, BridgeProcess bridge) {
            stage.registry().start();
        }
    },
    STORE_HANGS {
        @Override
        void begin(Stage stage, BridgeProcess bridge, Random random) {
            stage.s3().freeze();
        }

        @Override
        void end(Stage stage, BridgeProcess bridge) {
            stage.s3().thaw();
        }
    },
    GATEWAY_CLOSES {
        @Override
        void begin(Stage stage, BridgeProcess bridge, Random random) {
            gateway(stage).closeAll(random.nextBoolean() ? 4000 : 4009);
        }
    },
    GATEWAY_DROPS {
        @Override
        void begin(Stage stage, BridgeProcess bridge, Random random) {
            gateway(stage).drop();
        }
    },
    GATEWAY_ASKS_TO_RECONNECT {
        @Override
        void begin(Stage stage, BridgeProcess bridge, Random random) {
            gateway(stage).reconnect();
        }
    },
    SESSION_IS_INVALID {
        @Override
        void begin(Stage stage, BridgeProcess bridge, Random random) {
            gateway(stage).invalidate(false);
        }
    },
    GATEWAY_REFUSES {
        @Override
        void begin(Stage stage, BridgeProcess bridge, Random random) {
            gateway(stage).refuseConnections(true);
            gateway(stage).forgetSessions();
            gateway(stage).drop();
        }

        @Override
        void end(Stage stage, BridgeProcess bridge) {
            gateway(stage).refuseConnections(false);
        }
    },
    /** Nothing goes through any more, and nobody says so. */
    NETWORK_IS_A_BLACK_HOLE {
        @Override
        void begin(Stage stage, BridgeProcess bridge, Random random) {
            gateway(stage).blackHole(true);
        }

        @Override
        void end(Stage stage, BridgeProcess bridge) {
            gateway(stage).blackHole(false);
            gateway(stage).drop();
        }
    },
    REST_FAILS {
        @Override
        void begin(Stage stage, BridgeProcess bridge, Random random) {
            Fault[] faults = {
                Fault.status(500),
                Fault.status(502),
                Fault.statusAfterEffect(500),
                Fault.truncatedBody(),
                Fault.hang(),
                Fault.hangAfterEffect(),
                Fault.dropConnectionAfterEffect(),
                Fault.rateLimited(Duration.ofSeconds(2))
            };
            stage.discord()
                    .fault(faults[random.nextInt(faults.length)])
                    .on("*", "/channels/*/messages")
                    .times(4);
        }

        @Override
        void end(Stage stage, BridgeProcess bridge) {
            stage.discord().clearFaults();
        }
    },
    ROUTE_IS_EDITED {
        @Override
        void begin(Stage stage, BridgeProcess bridge, Random random) {
            Path route = bridge.directory().resolve("routes/discord-to-kafka.camel.yaml");
            try {
                Files.writeString(route, "# edited\n", StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    abstract void begin(Stage stage, BridgeProcess bridge, Random random);

    void end(Stage stage, BridgeProcess bridge) {
        // over by itself
    }

    /** Whether the last records may come again after it, with the same uuid. */
    boolean mayDouble() {
        return false;
    }

    private static Gateway gateway(Stage stage) {
        return stage.discord().gateway();
    }
}
