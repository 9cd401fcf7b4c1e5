package org.discordbridge.servers;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import org.slf4j.LoggerFactory;

/** The broker's logs, which share the JVM with those of the clients under test. */
final class BrokerLogs {
    private static final List<String> NAMES = List.of(
            "kafka",
            "state.change.logger",
            "org.apache.kafka.controller",
            "org.apache.kafka.coordinator",
            "org.apache.kafka.image",
            "org.apache.kafka.metadata",
            "org.apache.kafka.queue",
            "org.apache.kafka.raft",
            "org.apache.kafka.server",
            "org.apache.kafka.storage",
            "org.apache.kafka.timeline",
            "org.apache.kafka.common.security.authenticator.LoginManager");

    /** What these say when a broker cannot start is in the exception that {@code start} throws. */
    private static final List<String> SAID_OTHERWISE =
            List.of("kafka.network.DataPlaneAcceptor", "kafka.server.BrokerServer");

    private BrokerLogs() {}

    /** Leaves only errors, except where a logging configuration says otherwise. */
    static void quieten() {
        NAMES.forEach(name -> limit(name, Level.ERROR));
        SAID_OTHERWISE.forEach(name -> limit(name, Level.OFF));
    }

    private static void limit(String name, Level level) {
        if (LoggerFactory.getLogger(name) instanceof Logger logger && logger.getLevel() == null) {
            logger.setLevel(level);
        }
    }
}
