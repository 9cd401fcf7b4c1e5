package org.discordbridge.simulator;

import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.util.List;

/** A simulator as a program of its own. */
final class Standalone {
    private Standalone() {}

    /** Starts it, and says where it is. Its server keeps the JVM alive. */
    static void run(String[] args) {
        // whatever logging is on the class path has no settings here, and would say everything
        if (System.getProperty("io.netty.noUnsafe") == null) {
            // newer JVMs warn about what Netty does without as well
            System.setProperty("io.netty.noUnsafe", "true");
        }
        System.setProperty("vertx.logger-delegate-factory-class-name", "io.vertx.core.logging.JULLogDelegateFactory");
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
        DiscordSimulator discord;
        try {
            discord = configured(args).start();
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.err.println("Cannot start: " + e.getMessage());
            System.exit(1);
            return;
        }
        List.of("Ada", "Ben", "Cleo").forEach(discord::addUser);
        Guild home = discord.addGuild("Home");
        Channel general = home.addTextChannel("general");
        home.addTextChannel("random");
        System.out.println("Chat     " + discord.chat().url());
        System.out.println("REST     " + discord.apiUrl());
        System.out.println("Gateway  " + discord.gatewayUrl());
        System.out.println("CDN      http://" + discord.cdnHost() + "/attachments/");
        System.out.println("Token    " + discord.token());
        System.out.println("Guild    " + home.id() + " " + home.name());
        System.out.println("Channel  " + general.id() + " #" + general.name());
    }

    private static SimulatorBuilder configured(String[] args) {
        SimulatorBuilder builder = DiscordSimulator.builder();
        for (int i = 0; i < args.length; i += 2) {
            String value = i + 1 < args.length ? args[i + 1] : "";
            if (args[i].equals("--port") && value.matches("[0-9]{1,5}")) {
                builder.port(Integer.parseInt(value));
            } else if (args[i].equals("--token") && !value.isBlank()) {
                builder.token(value);
            } else {
                throw new IllegalArgumentException(
                        "'" + args[i] + " " + value + "' is not known. Say --port PORT or --token TOKEN.");
            }
        }
        return builder;
    }
}
