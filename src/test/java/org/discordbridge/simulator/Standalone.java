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
            discord = start(StandaloneOptions.of(List.of(args)));
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.err.println("Cannot start: " + e.getMessage());
            System.exit(1);
            return;
        }
        System.out.println("Chat     " + discord.chat().url());
        System.out.println("REST     " + discord.apiUrl());
        System.out.println("Gateway  " + discord.gatewayUrl());
        System.out.println("CDN      http://" + discord.cdnHost() + "/attachments/");
        System.out.println("Token    " + discord.token());
        for (Guild guild : discord.guilds()) {
            System.out.println("Guild    " + guild.id() + " " + guild.name());
            for (Channel channel : guild.channels()) {
                System.out.println("Channel  " + channel.id() + " #" + channel.name());
            }
        }
    }

    /** The world that the options ask for: each person is a member of each guild. */
    static DiscordSimulator start(StandaloneOptions options) {
        DiscordSimulator discord = options.builder().start();
        List<User> people = options.people().stream().map(discord::addUser).toList();
        for (int i = 1; i <= options.guilds(); i++) {
            Guild guild = discord.addGuild(i == 1 ? "Home" : "Home " + i);
            guild.addTextChannel("general");
            guild.addTextChannel("random");
            people.forEach(guild::addMember);
            guild.deny(options.denied());
        }
        return discord;
    }
}
