package org.discordbridge.discord.session.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.discordbridge.discord.session.Shard;
import org.discordbridge.discord.session.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class MissingGuildsTest {
    private Instant now = Instant.EPOCH;
    private final MissingGuilds guilds = new MissingGuilds(new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    });

    private static JsonObject guild(String id, boolean unavailable) {
        return JsonObject.of(DataObject.empty().put("id", id).put("unavailable", unavailable));
    }

    @Test
    void areThoseThatDoNotComeInTime() {
        guilds.began(new Shard(0, 1), List.of("1", "2", "3"));
        guilds.created(guild("1", false));
        guilds.created(guild("2", true));
        assertThat(guilds.ids()).isEmpty();

        now = now.plus(Duration.ofSeconds(15));
        assertThat(guilds.ids()).containsExactly("2", "3");
        guilds.created(guild("2", false));
        guilds.deleted(guild("3", false));
        assertThat(guilds.ids()).isEmpty();
    }

    @Test
    void areThoseThatHaveAnOutage() {
        guilds.began(new Shard(0, 1), List.of("1"));
        guilds.created(guild("1", false));
        guilds.deleted(guild("1", true));
        assertThat(guilds.ids()).containsExactly("1");

        guilds.began(new Shard(0, 1), List.of("1"));
        assertThat(guilds.ids()).isEmpty();
    }
}
