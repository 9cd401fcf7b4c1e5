package org.discordbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Calls every operation there is, so that every kind of answer is held to {@code answers.txt}; what the operations do is
 * asserted by the way.
 */
@Simulated
@Timeout(120)
class EveryOperationTest {
    private static final String BUTTON = """
            {"content": "menu", "flags": 0, "components": [{"type": 1, "components": [
              {"type": 2, "style": 1, "label": "Go", "custom_id": "go"}]}]}""";

    DiscordSimulator discord;
    private Wire wire;
    private Guild home;
    private Channel general;
    private User ada;
    private String guild;
    private String channel;

    @BeforeEach
    void script() {
        wire = new Wire(discord);
        home = discord.addGuild("Home");
        general = home.addTextChannel("general");
        ada = discord.addUser("Ada");
        home.addMember(ada);
        guild = "/guilds/" + home.id();
        channel = "/channels/" + general.id();
    }

    private JsonNode does(String method, String path, String body) throws Exception {
        Wire.Reply reply = wire.call(method, path, body);
        assertThat(reply.status()).as(method + " " + path + " " + reply.body()).isBetween(200, 204);
        return reply.body();
    }

    private JsonNode get(String path) throws Exception {
        return does("GET", path, null);
    }

    private static String id(JsonNode node) {
        return node.path("id").asText();
    }

    @Test
    void answersAsDescribed() throws Exception {
        self();
        guilds();
        members();
        roles();
        emojis();
        channels();
        messages();
        threads();
        webhooks();
        commands();
        does("DELETE", "/users/@me/guilds/" + home.id(), null);
        assertThat(discord.guilds()).isEmpty();

        Set<String> called = new TreeSet<>();
        List<String> described = described();
        for (RecordedCall call : discord.calls()) {
            described.stream().filter(operation -> fits(operation, call)).forEach(called::add);
        }
        assertThat(called).containsExactlyElementsOf(new TreeSet<>(described));
    }

    private static boolean fits(String operation, RecordedCall call) {
        String[] words = operation.split(" ");
        return call.matches(words[0], words[1].replace("{}", "*")) && words[2].equals("" + call.status());
    }

    /** Those that it has: of the answers that Discord may give, the simulator always gives the same. */
    private static List<String> described() throws Exception {
        Set<String> never = Set.of(
                "POST /channels/{}/typing 200", "POST /channels/{}/invites 204", "PATCH /guilds/{}/members/{} 204");
        try (InputStream file = EveryOperationTest.class.getResourceAsStream("/simulator/answers.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.matches("[A-Z]+ /.*"))
                    .map(line -> line.substring(0, line.lastIndexOf(' ')))
                    .filter(operation -> !never.contains(operation))
                    .toList();
        }
    }

    private void self() throws Exception {
        get("/gateway");
        get("/gateway/bot");
        get("/users/@me");
        get("/users/" + ada.id());
        get("/users/@me/guilds");
        get("/users/@me/channels");
        get("/applications/@me");
        get("/oauth2/applications/@me");
        does("POST", "/users/@me/channels", "{\"recipient_id\":\"" + ada.id() + "\"}");
    }

    private void guilds() throws Exception {
        JsonNode json = get(guild + "?with_counts=true");
        assertThat(json.path("approximate_member_count").asInt()).isEqualTo(3);
        assertThat(get(guild + "/members/" + json.path("owner_id").asText())
                        .path("user")
                        .path("username")
                        .asText())
                .isEqualTo("owner");
        assertThat(does("PATCH", guild, "{\"name\":\"Haven\"}").path("name").asText())
                .isEqualTo("Haven");
        String ban = guild + "/bans/" + discord.addUser("Mallory").id();
        does("PUT", ban, "{}");
        assertThat(get(guild + "/bans")).hasSize(1);
        get(ban);
        does("DELETE", ban, null);
        assertThat(wire.call("GET", ban, null).code()).isEqualTo(10026);
        home.life().setStickers("wave");
        assertThat(get(guild + "/stickers")).hasSize(1);
    }

    private void members() throws Exception {
        User ben = discord.addUser("Ben");
        home.addMember(ben);
        String member = guild + "/members/" + ben.id();
        assertThat(get(guild + "/members?limit=1000")).hasSize(4);
        assertThat(get(guild + "/members")).hasSize(1);
        assertThat(get(guild + "/members/search?query=be&limit=5")).hasSize(1);
        assertThat(does("PATCH", member, "{\"nick\":\"Benny\"}").path("nick").asText())
                .isEqualTo("Benny");
        assertThat(does("PATCH", guild + "/members/@me", "{\"nick\":\"Bot\"}")
                        .path("nick")
                        .asText())
                .isEqualTo("Bot");
        does("DELETE", member, null);
        assertThat(wire.call("GET", member, null).code()).isEqualTo(10007);
    }

    private void roles() throws Exception {
        JsonNode role = does("POST", guild + "/roles", "{\"name\":\"Crew\",\"color\":255,\"permissions\":\"1024\"}");
        String path = guild + "/roles/" + id(role);
        assertThat(role.path("colors").path("primary_color").asInt()).isEqualTo(255);
        assertThat(get(guild + "/roles")).hasSize(3);
        assertThat(does("PATCH", path, "{\"hoist\":true}").path("hoist").asBoolean())
                .isTrue();
        assertThat(get(path).path("permissions").asText()).isEqualTo("1024");
        String given = guild + "/members/" + ada.id() + "/roles/" + id(role);
        does("PUT", given, null);
        assertThat(get(guild + "/members/" + ada.id()).path("roles")).hasSize(1);
        does("DELETE", given, null);
        does("PATCH", guild + "/members/" + ada.id(), "{\"roles\":[\"" + id(role) + "\"]}");
        does("DELETE", path, null);
        assertThat(get(guild + "/members/" + ada.id()).path("roles")).isEmpty();
    }

    private void emojis() throws Exception {
        JsonNode emoji = does("POST", guild + "/emojis", "{\"name\":\"cat\",\"image\":\"data:image/png;base64,AAAA\"}");
        String path = guild + "/emojis/" + id(emoji);
        does("PATCH", path, "{\"name\":\"tiger\"}");
        assertThat(get(path).path("name").asText()).isEqualTo("tiger");
        assertThat(get(guild + "/emojis")).hasSize(1);
        does("DELETE", path, null);
        assertThat(get(guild + "/emojis")).isEmpty();
    }

    private void channels() throws Exception {
        JsonNode category = does("POST", guild + "/channels", "{\"name\":\"Rooms\",\"type\":4}");
        JsonNode made = does(
                "POST",
                guild + "/channels",
                "{\"name\":\"My Room\",\"topic\":\"t\",\"parent_id\":\"" + id(category) + "\"}");
        String path = "/channels/" + id(made);
        assertThat(made.path("name").asText()).isEqualTo("my-room");
        assertThat(get(guild + "/channels")).hasSize(3);
        assertThat(does("PATCH", path, "{\"topic\":null}").path("topic").isNull())
                .isTrue();
        does("PUT", path + "/permissions/" + home.id(), "{\"type\":0,\"deny\":\"2048\"}");
        assertThat(get(path).path("permission_overwrites")).hasSize(1);
        assertThat(wire.call("POST", path + "/messages", "{\"content\":\"x\"}").code())
                .isEqualTo(50013);
        does("PUT", path + "/permissions/" + discord.bot().id(), "{\"type\":1,\"allow\":\"2048\"}");
        does("POST", path + "/messages", "{\"content\":\"x\"}");
        does("DELETE", path + "/permissions/" + home.id(), null);
        String code = does("POST", path + "/invites", "{}").path("code").asText();
        assertThat(get(path + "/invites")).hasSize(1);
        assertThat(get(guild + "/invites")).hasSize(1);
        get("/invites/" + code);
        does("DELETE", "/invites/" + code, null);
        assertThat(wire.call("GET", "/invites/" + code, null).code()).isEqualTo(10006);
        does("DELETE", path, null);
        assertThat(wire.call("GET", path, null).code()).isEqualTo(10003);
    }

    private void messages() throws Exception {
        String messages = channel + "/messages";
        String one = messages + "/" + id(does("POST", messages, BUTTON));
        String two = messages + "/" + general.post(ada, "hers").id();
        does("PATCH", one, "{\"embeds\":[{\"title\":\"t\"}]}");
        get(messages);
        for (String pins : List.of(messages + "/pins", channel + "/pins")) {
            String pin = pins + two.substring(two.lastIndexOf('/'));
            does("PUT", pin, null);
            assertThat(get(pins).findValues("content")).isNotEmpty();
            does("DELETE", pin, null);
        }
        String thumb = two + "/reactions/%F0%9F%91%8D";
        does("PUT", thumb + "/@me", null);
        general.message(Long.parseLong(two.substring(two.lastIndexOf('/') + 1)))
                .orElseThrow()
                .react(ada, "👍");
        assertThat(get(thumb)).hasSize(2);
        get(two);
        does("DELETE", thumb + "/@me", null);
        does("DELETE", thumb + "/" + ada.id(), null);
        does("PUT", thumb + "/@me", null);
        does("DELETE", thumb, null);
        assertThat(get(thumb)).isEmpty();
        does("DELETE", two + "/reactions", null);
        does("POST", channel + "/typing", null);
        String poll = id(does("POST", messages, """
                {"poll": {"question": {"text": "q"}, "answers": [{"poll_media": {"text": "a"}}]}}"""));
        general.message(Long.parseLong(poll)).orElseThrow().vote(ada, 1);
        assertThat(get(channel + "/polls/" + poll + "/answers/1").path("users")).hasSize(1);
        assertThat(does("POST", channel + "/polls/" + poll + "/expire", null)
                        .path("poll")
                        .path("results")
                        .path("is_finalized")
                        .asBoolean())
                .isTrue();
        Channel news = home.addAnnouncementChannel("news");
        String flash = "/channels/" + news.id() + "/messages";
        flash += "/" + id(does("POST", flash, "{\"content\":\"flash\"}"));
        assertThat(does("POST", flash + "/crosspost", null).path("flags").asInt())
                .isEqualTo(1);
        does("DELETE", flash, null);
        String bulk = "{\"messages\":[\"" + general.post(ada, "x").id() + "\",\""
                + general.post(ada, "y").id() + "\"]}";
        does("POST", messages + "/bulk-delete", bulk);
    }

    private void threads() throws Exception {
        JsonNode of =
                does("POST", channel + "/messages/" + general.post(ada, "z").id() + "/threads", "{\"name\":\"side\"}");
        String members = "/channels/" + id(of) + "/thread-members";
        does("PUT", members + "/" + ada.id(), null);
        assertThat(get(members + "?with_member=1")).hasSize(2);
        get(members + "/" + ada.id());
        does("DELETE", members + "/" + ada.id(), null);
        does("DELETE", members + "/@me", null);
        assertThat(get(members)).isEmpty();
        does("PUT", members + "/@me", null);
        assertThat(get(guild + "/threads/active").path("threads")).hasSize(1);
        does("PATCH", "/channels/" + id(of), "{\"archived\":true}");
        assertThat(get(guild + "/threads/active").path("threads")).isEmpty();
        assertThat(get(channel + "/threads/archived/public").path("members")).hasSize(1);
        String hidden = id(does("POST", channel + "/threads", "{\"name\":\"secret\",\"type\":12}"));
        does("PATCH", "/channels/" + hidden, "{\"archived\":true}");
        assertThat(get(channel + "/threads/archived/private").path("threads")).hasSize(1);
        assertThat(get(channel + "/users/@me/threads/archived/private").path("threads"))
                .hasSize(1);
    }

    private void webhooks() throws Exception {
        JsonNode hook = does("POST", channel + "/webhooks", "{\"name\":\"ci\"}");
        String path = "/webhooks/" + id(hook);
        String open = path + "/" + hook.path("token").asText();
        get(channel + "/webhooks");
        assertThat(get(guild + "/webhooks")).hasSize(1);
        assertThat(does("PATCH", path, "{\"name\":\"build\"}").path("name").asText())
                .isEqualTo("build");
        assertThat(get(path).path("name").asText()).isEqualTo("build");
        does("PATCH", open, "{\"name\":\"ship\"}");
        assertThat(get(open).path("name").asText()).isEqualTo("ship");
        does("POST", open, "{\"content\":\"a\"}");
        String message = open + "/messages/" + id(does("POST", open + "?wait=1", "{\"content\":\"b\"}"));
        get(message);
        does("PATCH", message, "{\"content\":\"c\"}");
        does("DELETE", message, null);
        does("DELETE", open, null);
        assertThat(wire.call("GET", path, null).code()).isEqualTo(10015);
        does("DELETE", "/webhooks/" + id(does("POST", channel + "/webhooks", "{\"name\":\"ci\"}")), null);
    }

    private void commands() throws Exception {
        String application = "/applications/" + discord.bot().id();
        for (String commands : List.of(application + "/commands", application + guild + "/commands")) {
            String ping = "{\"name\":\"ping\",\"description\":\"d\"}";
            String one = commands + "/" + id(does("POST", commands, ping));
            does("POST", commands, ping);
            get(commands);
            get(one);
            does("PATCH", one, "{\"description\":\"e\"}");
            does("DELETE", one, null);
            does("PUT", commands, "[" + ping + "]");
        }
        for (String query : List.of("", "?with_response=true")) {
            Interaction ping = discord.slashCommand(ada, general, "ping", Map.of());
            String callback = "/interactions/" + ping.id() + "/" + ping.token() + "/callback" + query;
            does("POST", callback, "{\"type\":4,\"data\":{\"content\":\"pong\"}}");
        }
        assertThat(general.messages().stream().map(Message::content).collect(Collectors.toList()))
                .endsWith("pong", "pong");
    }
}
