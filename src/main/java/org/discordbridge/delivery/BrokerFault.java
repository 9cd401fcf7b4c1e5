package org.discordbridge.delivery;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Explains why there is no connection to Kafka, and what to do. */
final class BrokerFault {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerFault.class);
    private static final int CONNECT_MILLIS = 1_000;

    private BrokerFault() {}

    /**
     * Returns advice for a broker that does not answer. If something listens there, it may speak another protocol, and
     * end connections without a word.
     */
    static String advice(Properties settings) {
        return isListening(settings.getProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG))
                ? ", though something listens there. If Kafka is up, set KAFKA_SECURITY_PROTOCOL, which is "
                        + settings.getOrDefault(AdminClientConfig.SECURITY_PROTOCOL_CONFIG, "PLAINTEXT")
                        + ", to what it speaks at this address"
                : ". Start it, or set KAFKA_BOOTSTRAP_SERVERS to where it is";
    }

    private static boolean isListening(String servers) {
        for (String server : servers.split(",")) {
            int colon = server.lastIndexOf(':');
            try (Socket socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress(
                                server.substring(0, colon).strip(),
                                Integer.parseInt(server.substring(colon + 1).strip())),
                        CONNECT_MILLIS);
                return true;
            } catch (IOException e) {
                LOG.debug("Nothing listens at {}", server, e);
            }
        }
        return false;
    }

    static Throwable innermost(Throwable failure) {
        return failure.getCause() == null ? failure : innermost(failure.getCause());
    }

    /** Finds the failure that says which of the client's settings cannot be used; empty if they are not the cause. */
    static Optional<Throwable> ofSettings(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof ConfigException && !t.getMessage().startsWith("No resolvable bootstrap urls")
                    || t instanceof IllegalArgumentException) {
                return Optional.of(t);
            }
        }
        return Optional.empty();
    }

    /** Returns the reason in Kafka's words. */
    static String reason(Throwable e) {
        return e.getCause() instanceof ConfigException ? e.getCause().getMessage() : e.getMessage();
    }
}
