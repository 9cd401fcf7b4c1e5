package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Set;
import org.discordbridge.simulator.Permission;
import org.discordbridge.simulator.User;

/** The routes of reactions. Called under the world's lock. */
final class ReactionRoutes {
    private static final String REACTIONS = "/channels/{channel}/messages/{message}/reactions";
    private static final String REACTION = REACTIONS + "/{emoji}";

    private final World world;
    private final Access access;

    ReactionRoutes(World world, Access access) {
        this.world = world;
        this.access = access;
    }

    void register(Router router) {
        router.add("DELETE", REACTIONS, this::clear);
        router.add("GET", REACTION, this::list);
        router.add("DELETE", REACTION, this::clearEmoji);
        router.add("PUT", REACTION + "/@me", this::react);
        router.add("DELETE", REACTION + "/@me", this::unreact);
        router.add("DELETE", REACTION + "/{user}", this::unreactFor);
    }

    // Discord docs, Messages Resource > Get Reactions
    private Answer list(Call call) {
        SimMessage message = access.message(call);
        int limit = call.number("limit", 25, 1, 100);
        long after = Json.snowflake(call.query("after"));
        ArrayNode json = Json.array();
        message.reactions().getOrDefault(emoji(call), Set.of()).stream()
                .sorted(Long::compareUnsigned)
                .filter(user -> Long.compareUnsigned(user, after) > 0)
                .limit(limit)
                .forEach(user -> json.add(Payloads.user(world.user(user))));
        return Answer.ok(json);
    }

    private Answer clear(Call call) {
        managed(call).clearReactions();
        return Answer.NO_CONTENT;
    }

    private Answer clearEmoji(Call call) {
        SimMessage message = managed(call);
        if (!message.reactions().containsKey(emoji(call))) {
            throw unknownEmoji();
        }
        message.clearReactions(emoji(call));
        return Answer.NO_CONTENT;
    }

    private Answer react(Call call) {
        SimMessage message = access.message(call);
        access.requireAwake(message.channel);
        String emoji = emoji(call);
        boolean first = !message.reactions().containsKey(emoji);
        if (first && !new Emojis(world).known(emoji)) {
            throw unknownEmoji();
        }
        if (first && !message.channel.permits(Permission.ADD_REACTIONS)) {
            throw RestError.missingPermissions();
        }
        if (first && message.reactions().size() >= 20) {
            throw RestError.of(400, 30010, "Maximum number of reactions reached (20)");
        }
        message.react(world.bot, emoji);
        return Answer.NO_CONTENT;
    }

    private Answer unreact(Call call) {
        SimMessage message = access.message(call);
        access.requireAwake(message.channel);
        message.unreact(world.bot, emoji(call));
        return Answer.NO_CONTENT;
    }

    private Answer unreactFor(Call call) {
        SimMessage message = managed(call);
        User user = world.user(call.param("user"));
        if (user == null) {
            throw RestError.unknownUser();
        }
        Set<Long> users = message.reactions().get(emoji(call));
        if (users == null || !users.contains(user.id())) {
            throw unknownEmoji();
        }
        message.unreact(user, emoji(call));
        return Answer.NO_CONTENT;
    }

    /** A message whose reactions the bot may take from others. */
    private SimMessage managed(Call call) {
        SimMessage message = access.message(call);
        access.requireAwake(message.channel);
        if (message.channel.guild == null || !message.channel.permits(Permission.MANAGE_MESSAGES)) {
            throw RestError.missingPermissions();
        }
        return message;
    }

    // libraries write animated ones with an "a:" before the name
    private static String emoji(Call call) {
        return call.params.get("emoji").replaceFirst("^a:(?=\\w{2,32}:\\d{1,20}$)", "");
    }

    private static RestError unknownEmoji() {
        return RestError.of(400, 10014, "Unknown Emoji");
    }
}
