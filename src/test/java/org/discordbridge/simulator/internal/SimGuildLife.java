package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Entity;
import org.discordbridge.simulator.GuildLife;
import org.discordbridge.simulator.Intent;
import org.discordbridge.simulator.User;

/** Discord docs, Gateway Events > Receive Events. */
final class SimGuildLife extends GuildPart implements GuildLife {
    SimGuildLife(SimGuild guild) {
        super(guild);
    }

    @Override
    public Entity addSound(String name) {
        synchronized (world) {
            return new SimEntity(
                            guild,
                            "GUILD_SOUNDBOARD_SOUND",
                            Intent.GUILD_EXPRESSIONS,
                            name,
                            one -> sound(one.id(), one.name()),
                            one -> data().put("sound_id", Json.id(one.id())),
                            one -> {})
                    .created();
        }
    }

    @Override
    public void updateSounds() {
        synchronized (world) {
            ObjectNode data = data();
            data.putArray("soundboard_sounds").add(sound(world.ids.nextLasting(), "drum"));
            publish("GUILD_SOUNDBOARD_SOUNDS_UPDATE", Intent.GUILD_EXPRESSIONS, data);
        }
    }

    private ObjectNode sound(long id, String name) {
        return data().put("sound_id", Json.id(id))
                .put("name", name)
                .put("volume", 1.0)
                .putNull("emoji_id")
                .put("emoji_name", "🥁")
                .put("available", true);
    }

    @Override
    public long addEmoji(String name) {
        synchronized (world) {
            return Json.snowflake(guild.expressions.addEmoji(name, false).path("id"));
        }
    }

    @Override
    public void setEmojis(String... names) {
        synchronized (world) {
            guild.expressions.setEmojis(List.of(names));
        }
    }

    @Override
    public void setStickers(String... names) {
        synchronized (world) {
            guild.expressions.setStickers(List.of(names));
        }
    }

    @Override
    public Entity schedule(User by, String name) {
        synchronized (world) {
            return entity("GUILD_SCHEDULED_EVENT", Intent.GUILD_SCHEDULED_EVENTS, name, one -> {
                ObjectNode data = data().put("id", Json.id(one.id()))
                        .putNull("channel_id")
                        .put("creator_id", Json.id(by.id()))
                        .put("name", one.name())
                        .putNull("description")
                        .put("scheduled_start_time", time(Duration.ofDays(1)))
                        .put("scheduled_end_time", time(Duration.ofDays(2)))
                        .put("privacy_level", 2)
                        .put("status", 1)
                        .put("entity_type", 3)
                        .putNull("entity_id")
                        .put("user_count", 0)
                        .putNull("image")
                        .putNull("recurrence_rule");
                data.putObject("entity_metadata").put("location", "the harbour");
                data.set("creator", Payloads.user(by));
                return data;
            });
        }
    }

    @Override
    public void interested(User user, Entity scheduled) {
        interest("GUILD_SCHEDULED_EVENT_USER_ADD", user, scheduled);
    }

    @Override
    public void notInterested(User user, Entity scheduled) {
        interest("GUILD_SCHEDULED_EVENT_USER_REMOVE", user, scheduled);
    }

    private void interest(String dispatch, User user, Entity scheduled) {
        synchronized (world) {
            publish(
                    dispatch,
                    Intent.GUILD_SCHEDULED_EVENTS,
                    data().put("guild_scheduled_event_id", Json.id(scheduled.id()))
                            .put("user_id", Json.id(user.id())));
        }
    }

    @Override
    public String invite(User by, Channel channel) {
        synchronized (world) {
            return guild.invites.create(by, (SimChannel) channel, 86_400, 0);
        }
    }

    @Override
    public void deleteInvite(Channel channel, String code) {
        synchronized (world) {
            guild.invites.delete(code, (SimChannel) channel);
        }
    }

    @Override
    public Entity addIntegration(User by, String name) {
        synchronized (world) {
            Entity integration = entity("INTEGRATION", Intent.GUILD_INTEGRATIONS, name, one -> {
                ObjectNode data = data().put("id", Json.id(one.id()))
                        .put("name", one.name())
                        .put("type", "twitch")
                        .put("enabled", true);
                data.putObject("account").put("id", "1").put("name", one.name());
                data.set("user", Payloads.user(by));
                return data;
            });
            publish("GUILD_INTEGRATIONS_UPDATE", Intent.GUILD_INTEGRATIONS, data());
            return integration;
        }
    }

    @Override
    public void restrictCommand(long commandId) {
        synchronized (world) {
            ObjectNode data = data().put("id", Json.id(commandId)).put("application_id", Json.id(world.bot.id()));
            data.putArray("permissions")
                    .addObject()
                    .put("id", Json.id(guild.id()))
                    .put("type", 1)
                    .put("permission", false);
            publish("APPLICATION_COMMAND_PERMISSIONS_UPDATE", null, data);
        }
    }

    @Override
    public Entity entitle(User user) {
        synchronized (world) {
            return entity(
                    "ENTITLEMENT",
                    null,
                    "900",
                    one -> data().put("id", Json.id(one.id()))
                            .put("sku_id", one.name())
                            .put("application_id", Json.id(world.bot.id()))
                            .put("user_id", Json.id(user.id()))
                            .put("type", 8)
                            .put("deleted", false)
                            .put("consumed", false)
                            .putNull("starts_at")
                            .putNull("ends_at"));
        }
    }
}
