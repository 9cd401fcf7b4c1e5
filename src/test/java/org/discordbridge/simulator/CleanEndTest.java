package org.discordbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** A simulator that is closed leaves nothing in its JVM. */
@Isolated("looks at all threads")
@Timeout(120)
class CleanEndTest {
    @Test
    void leavesNoThreadBehind() {
        Set<Thread> before = threads();
        for (int i = 0; i < 3; i++) {
            DiscordSimulator discord = DiscordSimulator.start();
            discord.addGuild("Home");
            new Wire(discord).connect();
            discord.close();
        }
        await().untilAsserted(() -> assertThat(simulatorThreads(before)).isEmpty());
    }

    private static List<String> simulatorThreads(Set<Thread> before) {
        return threads().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> name.contains("vert.x") || name.contains("globalEventExecutor"))
                .toList();
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .collect(Collectors.toSet());
    }
}
