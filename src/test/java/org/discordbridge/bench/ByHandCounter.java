package org.discordbridge.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;

/** JDA alone: counts messages, and says how many there were when it reads a line. */
public final class ByHandCounter extends ListenerAdapter {
    private volatile long count;

    private ByHandCounter() {}

    public static void main(String[] args) throws Exception {
        ByHandCounter counter = new ByHandCounter();
        JDA jda = ByHandBot.connect(System.getenv(), counter);
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (questions.readLine() != null) {
            System.out.println("count " + counter.count);
        }
        jda.shutdownNow();
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // JDA has one thread for this
    public void onMessageReceived(MessageReceivedEvent event) {
        count++;
    }
}
