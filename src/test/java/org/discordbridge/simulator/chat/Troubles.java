package org.discordbridge.simulator.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.FaultRule;
import org.discordbridge.simulator.Trouble;

/** The troubles that have a button, and which of them last now. Safe for any number of threads. */
final class Troubles {
    private static final int CLOSED = 4000;
    private static final Duration RATE_LIMIT = Duration.ofSeconds(5);

    private final List<Button> buttons = new ArrayList<>();
    private final Runnable changed;

    /** Where a trouble is between off and on. */
    private enum State {
        OFF,
        BEGINNING,
        ON,
        ENDING
    }

    private static final class Button {
        final Trouble trouble;
        State state = State.OFF;
        Channel channel;

        Button(Trouble trouble) {
            this.trouble = trouble;
        }
    }

    Troubles(DiscordSimulator discord, Runnable changed) {
        this.changed = changed;
        add(Trouble.once(
                "Drop the gateway",
                "Closes the bot's connection; it resumes, and is sent what it missed.",
                channel -> discord.gateway().closeAll(CLOSED)));
        add(Trouble.lasting(
                "Keep the gateway away",
                "Cuts the bot's connection and refuses new ones.",
                channel -> {
                    discord.gateway().refuseConnections(true);
                    discord.gateway().drop();
                },
                channel -> discord.gateway().refuseConnections(false)));
        add(Trouble.once(
                "Expire links",
                "Makes the links to all files sent so far invalid.",
                channel -> discord.cdn().expireLinks()));
        add(rateLimit(discord));
    }

    private static Trouble rateLimit(DiscordSimulator discord) {
        List<FaultRule> rules = new ArrayList<>();
        return Trouble.lasting(
                "Rate-limit this channel",
                "Answers the bot's posts into this channel with 429, and asks it to wait.",
                channel -> rules.add(discord.fault(Fault.rateLimited(RATE_LIMIT))
                        .on("POST", "/channels/" + Json.id(channel.id()) + "/messages")),
                channel -> {
                    rules.forEach(FaultRule::stop);
                    rules.clear();
                });
    }

    synchronized void add(Trouble trouble) {
        buttons.add(new Button(trouble));
        changed.run();
    }

    /** Presses a button: begins a trouble, or ends one that lasts. Returns when that is done. */
    void press(int index, Channel channel) {
        Button button;
        boolean begin;
        synchronized (this) {
            if (index < 0 || index >= buttons.size()) {
                throw new Refused("There is no trouble " + index + ".");
            }
            button = buttons.get(index);
            if (button.state == State.BEGINNING || button.state == State.ENDING) {
                throw new Refused("'" + button.trouble.label() + "' is not done yet.");
            }
            begin = button.state == State.OFF;
            if (begin) {
                button.channel = channel;
            }
            set(button, begin ? State.BEGINNING : State.ENDING);
        }
        boolean done = false;
        try {
            (begin ? button.trouble.begin() : button.trouble.end()).on(button.channel);
            done = true;
        } finally {
            boolean on = begin ? done && button.trouble.lasts() : !done;
            set(button, on ? State.ON : State.OFF);
        }
    }

    private void set(Button button, State state) {
        synchronized (this) {
            button.state = state;
        }
        changed.run();
    }

    synchronized ArrayNode json() {
        ArrayNode all = Json.array();
        for (Button button : buttons) {
            all.addObject()
                    .put("label", button.trouble.label())
                    .put("description", button.trouble.description())
                    .put("lasts", button.trouble.lasts())
                    .put("state", button.state.name().toLowerCase(Locale.ROOT));
        }
        return all;
    }
}
