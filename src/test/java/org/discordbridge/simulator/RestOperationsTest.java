package org.discordbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Discord refuses of threads, pins, webhooks, polls, components, roles and the like. */
@Simulated
@Timeout(120)
class RestOperationsTest {
    DiscordSimulator discord;
    private Wire wire;
    private Guild home;
    private Channel general;
    private User ada;

    @BeforeEach
    void script() {
        wire = new Wire(discord);
        home = discord.addGuild("Home");
        general = home.addTextChannel("general");
        ada = discord.addUser("Ada");
    }

    @Test
    void checksComponents() throws Exception {
        String row = "{\"type\":1,\"components\":[%s]}";
        String button = "{\"type\":2,\"style\":1,\"label\":\"x\",\"custom_id\":\"%s\"}";
        String text = "{\"type\":10,\"content\":\"%s\"}";

        assertThat(components(0, row.formatted(button.formatted("a"))).status()).isEqualTo(200);
        assertThat(components(0, row.formatted("")).code()).isEqualTo(50035);
        assertThat(components(0, row.formatted(button.formatted("a") + "," + button.formatted("a")))
                        .code())
                .isEqualTo(50035);
        assertThat(components(0, row.formatted(button.formatted("a".repeat(101))))
                        .code())
                .isEqualTo(50035);
        assertThat(components(0, String.join(",", java.util.Collections.nCopies(6, row.formatted(button))))
                        .code())
                .isEqualTo(50035);
        assertThat(components(0, text.formatted("t")).code()).isEqualTo(50035);
        assertThat(components(32768, text.formatted("t")).status()).isEqualTo(200);
        assertThat(components(32768, text.formatted("t".repeat(4001))).code()).isEqualTo(50035);
        assertThat(components(32768, String.join(",", java.util.Collections.nCopies(41, "{\"type\":14}")))
                        .code())
                .isEqualTo(50035);
        assertThat(wire.call(
                                "POST",
                                "/channels/" + general.id() + "/messages",
                                "{\"flags\":32768,\"content\":\"c\",\"components\":[" + text.formatted("t") + "]}")
                        .code())
                .isEqualTo(50035);
    }

    private Wire.Reply components(int flags, String list) throws Exception {
        return wire.call(
                "POST",
                "/channels/" + general.id() + "/messages",
                "{\"flags\":" + flags + ",\"components\":[" + list + "]}");
    }

    @Test
    void keepsTheFlagOfComponentsV2() throws Exception {
        Wire.Reply posted = components(32768, "{\"type\":10,\"content\":\"t\"}");
        String message = "/channels/" + general.id() + "/messages/"
                + posted.body().path("id").asText();

        assertThat(wire.call("PATCH", message, "{\"flags\":0}").code()).isEqualTo(50035);
        assertThat(wire.call("PATCH", message, "{\"flags\":32768,\"components\":[{\"type\":14}]}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void archivedThreadsWakeWithAPostUnlessLocked() throws Exception {
        Channel thread = general.addThread("side");
        Message old = thread.post(ada, "old");
        String path = "/channels/" + thread.id() + "/messages";
        thread.archive(false);

        assertThat(wire.call("PUT", path + "/" + old.id() + "/reactions/👍/@me", null)
                        .code())
                .isEqualTo(50083);
        assertThat(wire.call("PUT", path + "/pins/" + old.id(), null).code()).isEqualTo(50083);
        assertThat(wire.call("POST", path, "{\"content\":\"up\"}").status()).isEqualTo(200);
        assertThat(thread.json().path("thread_metadata").path("archived").asBoolean())
                .isFalse();
        thread.archive(true);
        assertThat(wire.call("POST", path, "{\"content\":\"up\"}").code()).isEqualTo(50083);
        assertThat(wire.call("PATCH", "/channels/" + thread.id(), "{\"name\":\"new\"}")
                        .code())
                .isEqualTo(50083);
    }

    @Test
    void threadsAreForTextChannels() throws Exception {
        Channel voice = home.addVoiceChannel("voice");
        Channel news = home.addAnnouncementChannel("news");
        Channel forum = home.addForum("forum");
        Channel direct = discord.directChannel(ada);

        assertThat(wire.call("POST", threads(voice), "{\"name\":\"n\",\"type\":11}")
                        .code())
                .isEqualTo(50024);
        assertThat(wire.call("POST", threads(direct), "{\"name\":\"n\",\"type\":11}")
                        .code())
                .isEqualTo(50003);
        assertThat(wire.call("POST", threads(news), "{\"name\":\"n\",\"type\":11}")
                        .code())
                .isEqualTo(50035);
        assertThat(wire.call("POST", threads(news), "{\"name\":\"n\",\"type\":10}")
                        .status())
                .isEqualTo(201);
        assertThat(wire.call("POST", threads(general), "{\"name\":\"n\"}")
                        .body()
                        .path("type")
                        .asInt())
                .isEqualTo(12);
        assertThat(wire.call("POST", threads(forum), "{\"name\":\"n\"}").code()).isEqualTo(50035);
        assertThat(wire.call("POST", threads(forum), "{\"name\":\"n\",\"message\":{\"content\":\"\"}}")
                        .code())
                .isEqualTo(50006);
        assertThat(wire.call("POST", "/channels/" + forum.id() + "/messages", "{\"content\":\"x\"}")
                        .code())
                .isEqualTo(50008);
    }

    private static String threads(Channel channel) {
        return "/channels/" + channel.id() + "/threads";
    }

    @Test
    void pinsAreListed() throws Exception {
        Message one = general.post(ada, "one");
        String pins = "/channels/" + general.id() + "/messages/pins";
        assertThat(wire.call("PUT", pins + "/" + one.id(), null).status()).isEqualTo(204);

        assertThat(wire.call("GET", pins, null).body().path("items"))
                .singleElement()
                .satisfies(
                        item -> assertThat(item.path("message").path("content").asText())
                                .isEqualTo("one"));
        assertThat(wire.call("DELETE", pins + "/" + one.id(), null).status()).isEqualTo(204);
        assertThat(wire.call("GET", pins, null).body().path("items")).isEmpty();
        assertThat(wire.call("PUT", pins + "/" + general.messages().get(1).id(), null)
                        .code())
                .isEqualTo(50021);
    }

    @Test
    void bulkDeletionIsForYoungMessagesAndForEachOnce() throws Exception {
        Message one = general.post(ada, "one");
        Message two = general.post(ada, "two");
        String path = "/channels/" + general.id() + "/messages/bulk-delete";

        assertThat(wire.call("POST", path, ids(one.id(), one.id())).code()).isEqualTo(50035);
        assertThat(wire.call("POST", path, ids(one.id())).code()).isEqualTo(50016);
        discord.advanceClock(Duration.ofDays(15));
        assertThat(wire.call("POST", path, ids(one.id(), two.id())).code()).isEqualTo(50034);
        assertThat(general.messages()).hasSize(2);
    }

    private static String ids(long... ids) {
        List<String> quoted =
                java.util.Arrays.stream(ids).mapToObj(id -> "\"" + id + "\"").toList();
        return "{\"messages\":[" + String.join(",", quoted) + "]}";
    }

    @Test
    void webhooksAreFewAndHonest() throws Exception {
        String hooks = "/channels/" + general.id() + "/webhooks";
        assertThat(wire.call("POST", hooks, "{\"name\":\"Discord news\"}").code())
                .isEqualTo(50035);
        for (int i = 0; i < 15; i++) {
            assertThat(wire.call("POST", hooks, "{\"name\":\"Hook\"}").status()).isEqualTo(200);
        }
        assertThat(wire.call("POST", hooks, "{\"name\":\"Hook\"}").code()).isEqualTo(30007);

        Channel forum = home.addForum("forum");
        String inForum = execution(forum.addWebhook("Hook"));
        String inGeneral = execution(general.addWebhook("Hook"));
        assertThat(wire.call("POST", inForum, "{\"content\":\"x\"}").code()).isEqualTo(220001);
        assertThat(wire.call("POST", inForum + "?thread_id=1", "{\"content\":\"x\",\"thread_name\":\"n\"}")
                        .code())
                .isEqualTo(220002);
        assertThat(wire.call("POST", inGeneral, "{\"content\":\"x\",\"thread_name\":\"n\"}")
                        .code())
                .isEqualTo(220003);
        assertThat(wire.call("POST", inGeneral + "?thread_id=" + forum.id(), "{\"content\":\"x\"}")
                        .code())
                .isEqualTo(10003);
        assertThat(wire.call("POST", inGeneral, "{\"components\":[{\"type\":1}]}")
                        .code())
                .isEqualTo(50006);
        assertThat(wire.call("POST", inGeneral, "{\"content\":\"x\",\"username\":\"Clyde\"}")
                        .code())
                .isEqualTo(50035);
    }

    private static String execution(Webhook hook) {
        return "/webhooks/" + hook.id() + "/" + hook.token();
    }

    @Test
    void pollsHaveLimits() throws Exception {
        assertThat(poll("{\"question\":{\"text\":\"?\"},\"answers\":[]}").code())
                .isEqualTo(50035);
        assertThat(poll("{\"question\":{},\"answers\":[{\"poll_media\":{\"text\":\"a\"}}]}")
                        .code())
                .isEqualTo(50035);
        assertThat(poll("{\"question\":{\"text\":\"?\"},\"answers\":[{\"poll_media\":{\"text\":\"a\"}}],"
                                + "\"duration\":769}")
                        .code())
                .isEqualTo(50035);
        assertThat(poll("{\"question\":{\"text\":\"?\"},\"answers\":[{\"poll_media\":{\"text\":\"a\"}}]}")
                        .body()
                        .path("poll")
                        .path("expiry")
                        .asText())
                .isNotEmpty();
    }

    private Wire.Reply poll(String poll) throws Exception {
        return wire.call("POST", "/channels/" + general.id() + "/messages", "{\"poll\":" + poll + "}");
    }

    @Test
    void membersAreManagedFromAbove() throws Exception {
        home.addMember(ada);
        Entity higher = home.addHigherRole("Boss");
        String member = "/guilds/" + home.id() + "/members/";

        assertThat(wire.call("PUT", member + ada.id() + "/roles/" + higher.id(), null)
                        .code())
                .isEqualTo(50013);
        assertThat(wire.call("PUT", member + ada.id() + "/roles/" + home.id(), null)
                        .code())
                .isEqualTo(10011);
        String until = "{\"communication_disabled_until\":\"not a time\"}";
        assertThat(wire.call("PATCH", member + ada.id(), until).code()).isEqualTo(50035);
        assertThat(wire.call("PATCH", member + discord.bot().id(), "{\"communication_disabled_until\":null}")
                        .code())
                .isEqualTo(50013);
    }

    @Test
    void tellsTheGatewayOfThreadsAndMembers() throws Exception {
        home.addMember(ada);
        Entity role = home.addRole("Reader");
        Wire.Socket socket = wire.identified(Intent.GUILDS.mask() | Intent.GUILD_MEMBERS.mask());
        Message posted = general.post(ada, "cats");
        wire.call("POST", "/channels/" + general.id() + "/messages/" + posted.id() + "/threads", "{\"name\":\"Cats\"}");
        wire.call("PATCH", "/channels/" + posted.id(), "{\"archived\":true}");
        wire.call("PUT", "/guilds/" + home.id() + "/members/" + ada.id() + "/roles/" + role.id(), null);

        assertThat(socket.next("THREAD_CREATE").path("d").path("name").asText()).isEqualTo("Cats");
        assertThat(socket.next("THREAD_UPDATE")
                        .path("d")
                        .path("thread_metadata")
                        .path("archived")
                        .asBoolean())
                .isTrue();
        assertThat(socket.next("GUILD_MEMBER_UPDATE").path("d").path("roles")).hasSize(1);
    }
}
