package org.discordbridge.discord;

import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.User;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A guild with a channel to write in, one to speak in, and a person; and an application that receives. */
@Simulated
abstract class EventStage {
    DiscordSimulator discord;
    Guild home;
    Channel general;
    Channel lounge;
    User ada;
    ComponentStage stage;

    @BeforeEach
    void script() {
        home = discord.addGuild("Home");
        general = home.addTextChannel("general");
        lounge = home.addVoiceChannel("lounge");
        ada = discord.addUser("Ada");
        stage = new ComponentStage(discord);
    }

    @AfterEach
    void stop() {
        stage.close();
    }
}
