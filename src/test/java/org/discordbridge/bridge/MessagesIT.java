package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@ExtendWith(ServersExtension.class)
class MessagesIT {
    @TempDir
    Path directory;

    @Test
    void messageBecomesRecordKeyedByChannel(KafkaServer kafka, RegistryServer registry, S3Server s3) {
        try (Stage stage = Stage.on(kafka, registry, s3);
                BridgeProcess bridge = stage.bridge(directory);
                RecordLog commands = new RecordLog(kafka, stage.commands())) {
            User ada = stage.discord().addUser("Ada");
            Channel general = stage.discord().addGuild("Home").addTextChannel("general");
            bridge.start();

            Message message = general.post(ada, "hello");

            ConsumerRecord<byte[], byte[]> record = commands.await(1).get(0);
            GenericRecord value = new Wire(registry).read(record.value());
            assertThat(new String(record.key())).isEqualTo(String.valueOf(general.id()));
            assertThat(value.get("content")).hasToString("hello");
            assertThat(value.get("message_id")).hasToString(String.valueOf(message.id()));
        }
    }
}
