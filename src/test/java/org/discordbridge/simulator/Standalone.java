package org.discordbridge.simulator;

import java.util.List;

/** A simulator as a program of its own. */
final class Standalone {
    private Standalone() {}

    /** Starts it, and says where it is. Its server keeps the JVM alive. */
    static void run(String[] args) {
        SimulatorBuilder builder = DiscordSimulator.builder();
        for (int i = 0; i < args.length; i += 2) {
            String value = i + 1 < args.length ? args[i + 1] : "";
            switch (args[i]) {
                case "--port" -> builder.port(Integer.parseInt(value));
                case "--token" -> builder.token(value);
                default ->
                    throw new IllegalArgumentException(
                            "'" + args[i] + "' is not known. Say --port PORT or --token TOKEN.");
            }
        }
        DiscordSimulator discord = builder.start();
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
}
