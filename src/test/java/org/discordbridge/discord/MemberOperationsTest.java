package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.discordbridge.discord.options.DiscordConstants;
import org.discordbridge.simulator.Entity;
import org.discordbridge.simulator.Permission;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class MemberOperationsTest extends ProducerStage {
    @BeforeEach
    void join() {
        home.addMember(ada);
    }

    @Test
    void getMemberReadsIt() throws Exception {
        doing("discord:get-member?guildId=" + id(home));
        Map<?, ?> member = done(Map.of("user_id", id(ada))).getBody(Map.class);

        assertThat(((Map<?, ?>) member.get("user")).get("username")).isEqualTo("ada");
        assertThat(member.containsKey("communication_disabled_until")).isTrue();
        refused(Map.of("user_id", id(discord.addUser("Eve"))), 404, 10007);
        refused(Map.of("user_id", "12345"), 404, 10013);
        refused(Map.of("user_id", id(ada), "guild_id", "12345"), 404, 10004);
    }

    @Test
    void theGuildFollowsFromTheChannel() throws Exception {
        doing("discord:get-member?userId=" + id(ada));

        done(null, Map.of(DiscordConstants.CHANNEL_ID, id(general)));
        called("GET", "/guilds/" + id(home) + "/members/" + id(ada));
        refused(Map.of("channel_id", "12345"), 404, 10003);
        String direct = id(discord.directChannel(ada));
        refused(Map.of("channel_id", direct), IllegalArgumentException.class)
                .hasMessage("There is no guild for get-member: channel " + direct + " is in none, and neither guild_id"
                        + " of the body, nor header CamelDiscordGuildId, nor option guildId is set");
        refused(Map.of(), IllegalArgumentException.class)
                .hasMessage("There is no guild for get-member: neither guild_id of the body, nor header"
                        + " CamelDiscordGuildId, nor option guildId is set");
    }

    @Test
    void rolesAreGivenAndTaken() throws Exception {
        Entity role = home.addRole("Reader");
        Entity higher = home.addHigherRole("Boss");
        doing("discord:add-role?operationFromBody=true&reason=welcome&guildId=" + id(home));
        Map<String, Object> about = Map.of("user_id", id(ada), "role_id", String.valueOf(role.id()));
        assertThat(done(about).getBody()).isEqualTo(about);

        assertThat(home.member(ada).path("roles"))
                .singleElement()
                .satisfies(own -> assertThat(own.asText()).isEqualTo(String.valueOf(role.id())));
        assertThat(called("PUT", "/guilds/*/members/*/roles/*").header("x-audit-log-reason"))
                .contains("welcome");
        Map<String, Object> back = new HashMap<>(about);
        back.put("operation", "remove-role");
        done(back);
        assertThat(home.member(ada).path("roles")).isEmpty();
        called("DELETE", "/guilds/*/members/*/roles/*");

        refused(Map.of("user_id", id(ada), "role_id", "12345"), 404, 10011);
        refused(Map.of("user_id", id(ada), "role_id", higher.id()), 403, 50013);
        home.deny(Permission.MANAGE_ROLES);
        refused(about, 403, 50013);
        refused(back, 403, 50013);
        refused(Map.of("user_id", id(ada)), IllegalArgumentException.class)
                .hasMessage("There is no role for add-role: neither role_id of the body, nor header CamelDiscordRoleId,"
                        + " nor option roleId is set");
    }

    @Test
    void timeoutMemberTimesOutAndLifts() throws Exception {
        doing("discord:timeout-member?timeoutSeconds=600&guildId=" + id(home) + "&userId=" + id(ada));
        Map<?, ?> member = done(null).getBody(Map.class);

        assertThat(silentUntil())
                .isBetween(Instant.now().plusSeconds(500), Instant.now().plusSeconds(601));
        assertThat(member.get("communication_disabled_until")).isNotNull();
        Instant until = Instant.now().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
        done(Map.of("communication_disabled_until", until.toString()));
        assertThat(silentUntil()).isEqualTo(until);
        done(Map.of("timeout_seconds", 0));
        assertThat(silentUntil()).isNull();
        done(null);
        Map<String, Object> lifted = new HashMap<>();
        lifted.put("communication_disabled_until", null);
        done(lifted);
        assertThat(silentUntil()).isNull();

        refused(Map.of("timeout_seconds", Duration.ofDays(29).toSeconds()), 400, 50035);
        refused(Map.of("timeout_seconds", "long"), IllegalArgumentException.class)
                .hasMessage("timeout_seconds 'long' is not a number of seconds");
        home.deny(Permission.MODERATE_MEMBERS);
        refused(Map.of(), 403, 50013);
    }

    private Instant silentUntil() {
        var until = home.member(ada).path("communication_disabled_until");
        return until.isNull() ? null : OffsetDateTime.parse(until.asText()).toInstant();
    }
}
