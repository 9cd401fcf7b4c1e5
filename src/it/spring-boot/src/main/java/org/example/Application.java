package org.example;

import org.discordbridge.discord.DiscordComponent;
import org.discordbridge.discord.options.DiscordConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class Application {
    public static void main(String[] args) {
        SpringApplication.run(Application.class, args);
    }

    @Bean
    @ConfigurationProperties("camel.component.discord")
    DiscordConfiguration discordConfiguration() {
        return new DiscordConfiguration();
    }

    @Bean("discord-component")
    DiscordComponent discordComponent(DiscordConfiguration configuration) {
        DiscordComponent discord = new DiscordComponent();
        discord.setConfiguration(configuration);
        return discord;
    }
}
