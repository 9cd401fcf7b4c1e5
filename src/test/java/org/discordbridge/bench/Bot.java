package org.discordbridge.bench;

/** A bot that is measured: a process of its own, with a Discord of its own. */
interface Bot extends AutoCloseable {
    /** Its Discord. */
    LoadProcess.Discord discord();

    /** Its process. */
    Meter meter();

    /** When its process was begun, in microseconds since 1970. */
    long began();

    /** How many messages it is done with so far, as can be told from outside. */
    long done();

    /** Where it publishes messages; null if it does not. */
    String commands();

    /** Where it reads answers; null if it does not. */
    String responses();

    @Override
    void close();
}
