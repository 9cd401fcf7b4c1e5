package org.discordbridge.sandbox;

import java.util.ArrayList;
import java.util.List;
import org.discordbridge.servers.Server;
import org.discordbridge.settings.Setting;
import org.discordbridge.simulator.Trouble;

/** The servers that the chat page can take away: those that the sandbox has started, and no others. */
final class Outages {
    private Outages() {}

    static List<Trouble> of(Surroundings around) {
        List<Trouble> outages = new ArrayList<>();
        if (around.started().contains(Setting.KAFKA_BOOTSTRAP_SERVERS)) {
            outages.add(outage("Stop Kafka", "Stops the broker; what people write waits for it.", around.kafka()));
        }
        if (around.started().contains(Setting.MINIO_URL)) {
            outages.add(
                    outage("Stop MinIO", "Stops the S3 store that stands for MinIO; files wait for it.", around.s3()));
        }
        return outages;
    }

    private static Trouble outage(String label, String description, Server server) {
        return Trouble.lasting(label, description, channel -> server.stop(), channel -> server.start());
    }
}
