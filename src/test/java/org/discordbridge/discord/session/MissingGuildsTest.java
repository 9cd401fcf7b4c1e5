package org.discordbridge.discord.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
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

    private static DataObject guild(String id) {
        return DataObject.empty().put("id", id);
    }

    @Test
    void areThoseThatDoNotComeInTime() {
        guilds.began(new Shard(0, 1), List.of("1", "2", "3"));
        guilds.created(guild("1"));
        guilds.created(guild("2").put("unavailable", true));
        assertThat(guilds.ids()).isEmpty();

        now = now.plus(Duration.ofSeconds(15));
        assertThat(guilds.ids()).containsExactly("2", "3");
        guilds.created(guild("2"));
        guilds.deleted(guild("3"));
        assertThat(guilds.ids()).isEmpty();
    }

    @Test
    void areThoseThatHaveAnOutage() {
        guilds.began(new Shard(0, 1), List.of("1"));
        guilds.created(guild("1"));
        guilds.deleted(guild("1").put("unavailable", true));
        assertThat(guilds.ids()).containsExactly("1");

        guilds.began(new Shard(0, 1), List.of("1"));
        assertThat(guilds.ids()).isEmpty();
    }
}
