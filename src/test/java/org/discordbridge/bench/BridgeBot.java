package org.discordbridge.bench;

import org.discordbridge.bridge.BridgeProcess;
import org.discordbridge.bridge.Stage;

/**
 * The packaged bridge, as the README starts it.
 *
 * @param began when its process was begun, in microseconds since 1970
 */
record BridgeBot(LoadProcess.Discord discord, Stage stage, BridgeProcess process, long began, Topics topics)
        implements Bot {
    @Override
    public Meter meter() {
        return new Meter(process.pid());
    }

    @Override
    public long done() {
        return topics.end(commands());
    }

    @Override
    public String commands() {
        return stage.commands();
    }

    @Override
    public String responses() {
        return stage.responses();
    }

    @Override
    public void close() {
        process.close();
        stage.close();
        discord.remove();
    }

    @Override
    public String toString() {
        return "bridge";
    }
}
