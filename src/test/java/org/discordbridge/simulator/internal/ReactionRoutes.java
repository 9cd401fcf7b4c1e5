package org.discordbridge.simulator.internal;

import java.util.Set;
import org.discordbridge.simulator.Permission;
import org.discordbridge.simulator.User;

/** The routes of reactions. Called under the world's lock. */
final class ReactionRoutes {
    private static final String REACTION = "/channels/{channel}/messages/{message}/reactions/{emoji}";

    private final World world;
    private final Access access;

    ReactionRoutes(World world, Access access) {
        this.world = world;
        this.access = access;
    }

    void register(Router router) {
        router.add("PUT", REACTION + "/@me", this::react);
        router.add("DELETE", REACTION + "/@me", this::unreact);
        router.add("DELETE", REACTION + "/{user}", this::unreactFor);
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
        SimMessage message = access.message(call);
        access.requireAwake(message.channel);
        if (message.channel.guild == null || !message.channel.permits(Permission.MANAGE_MESSAGES)) {
            throw RestError.missingPermissions();
        }
        User user = world.user(call.param("user"));
        if (user == null) {
            throw RestError.unknownUser();
        }
        Set<Long> users = message.reactions().get(emoji(call));
        if (users == null || !users.contains(user.id())) {
            throw RestError.of(404, 10014, "Unknown Emoji");
        }
        message.unreact(user, emoji(call));
        return Answer.NO_CONTENT;
    }

    // libraries write animated ones with an "a:" before the name
    private static String emoji(Call call) {
        return call.params.get("emoji").replaceFirst("^a:(?=\\w{2,32}:\\d{1,20}$)", "");
    }

    private static RestError unknownEmoji() {
        return RestError.of(400, 10014, "Unknown Emoji");
    }
}
