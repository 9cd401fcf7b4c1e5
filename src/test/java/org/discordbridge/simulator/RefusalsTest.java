package org.discordbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Discord refuses of messages and commands: where, and with which code. */
@Simulated
@Timeout(120)
class RefusalsTest {
    DiscordSimulator discord;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'embeds':[{}]} | embeds.0.description | BASE_TYPE_REQUIRED",
                "{'embeds':[{'color':1}]} | embeds.0.description | BASE_TYPE_REQUIRED",
                "{'embeds':[{'title':'t','url':'nowhere'}]} | embeds.0.url | URL_TYPE_INVALID_URL",
                "{'embeds':[{'title':'t','url':'ftp://a.org/b'}]} | embeds.0.url | URL_TYPE_INVALID_SCHEME",
                "{'embeds':[{'title':'t','url':'attachment://a.png'}]} | embeds.0.url | URL_TYPE_INVALID_SCHEME",
                "{'embeds':[{'image':{'url':'a b'}}]} | embeds.0.image.url | URL_TYPE_INVALID_URL",
                "{'embeds':[{'image':{'proxy_url':'x'}}]} | embeds.0.image.url | BASE_TYPE_REQUIRED",
                "{'embeds':[{'footer':{'text':'t','icon_url':'x'}}]} | embeds.0.footer.icon_url | URL_TYPE_INVALID_URL",
                "{'embeds':[{'title':'t','color':16777216}]} | embeds.0.color | NUMBER_TYPE_MAX",
                "{'embeds':[{'title':'t','color':-1}]} | embeds.0.color | NUMBER_TYPE_MIN",
                "{'embeds':[{'title':'t','color':'red'}]} | embeds.0.color | NUMBER_TYPE_COERCE",
                "{'embeds':[{'title':'t','timestamp':'today'}]} | embeds.0.timestamp | DATE_TIME_TYPE_PARSE",
                "{'embeds':[{'fields':[{'name':' ','value':'v'}]}]} | embeds.0.fields.0.name | BASE_TYPE_REQUIRED",
                "{'content':'x','allowed_mentions':{'parse':['all']}} | allowed_mentions.parse.0 | BASE_TYPE_CHOICES"
            })
    void ofMessages(String body, String path, String code) throws Exception {
        assertRefused(post(body), path, code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'type':2,'style':5,'label':'l','url':'https://a.org','custom_id':'c'} |"
                        + " | BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
                "{'type':2,'style':1,'label':'l','url':'https://a.org','custom_id':'c'} |"
                        + " | BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
                "{'type':2,'style':5,'label':'l','url':'nowhere'} | .url | URL_TYPE_INVALID_URL",
                "{'type':2,'style':1,'custom_id':'c'} | .label | BASE_TYPE_REQUIRED",
                "{'type':2,'style':9,'label':'l','custom_id':'c'} | .style | BASE_TYPE_CHOICES",
                "{'type':2,'label':'l','custom_id':'c'} | .style | BASE_TYPE_REQUIRED",
                "{'type':2,'style':1,'custom_id':'c','emoji':{}} | .emoji.name | BUTTON_COMPONENT_INVALID_EMOJI",
                "{'type':2,'style':1,'custom_id':'c','emoji':{'id':'1','name':'x'}} | .emoji.id |"
                        + " BUTTON_COMPONENT_INVALID_EMOJI",
                "{'type':3,'custom_id':'c','options':[]} | .options | BASE_TYPE_BAD_LENGTH",
                "{'type':3,'custom_id':'c','max_values':2,'options':[{'label':'a','value':'a'}]} | .options |"
                        + " BASE_TYPE_BAD_LENGTH",
                "{'type':3,'custom_id':'c','options':[{'label':'a','value':''}]} | .options.0.value |"
                        + " BASE_TYPE_REQUIRED",
                "{'type':3,'custom_id':'c','options':[{'label':'a','value':'v'},{'label':'b','value':'v'}]} |"
                        + " .options.1.value | SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                "{'type':5,'custom_id':'c','min_values':3,'max_values':2} | .min_values | NUMBER_TYPE_MAX",
                "{'type':5,'custom_id':'c','max_values':0} | .max_values | NUMBER_TYPE_MIN",
                "{'type':5,'custom_id':'c'},{'type':2,'style':1,'label':'l','custom_id':'d'} | -1 |"
                        + " COMPONENT_LAYOUT_WIDTH_EXCEEDED"
            })
    void ofComponents(String component, String path, String code) throws Exception {
        String at = "components.0.components.0" + (path == null ? "" : path);
        Wire.Reply reply = post("{'content':'x','components':[{'type':1,'components':[" + component + "]}]}");
        assertRefused(reply, at.replace("0-1", "1"), code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'type':4,'name':'o','description':'d','min_value':3,'max_value':2} | options.0.max_value |"
                        + " NUMBER_TYPE_MIN",
                "{'type':3,'name':'o','description':'d','min_length':3,'max_length':2} | options.0.max_length |"
                        + " NUMBER_TYPE_MIN",
                "{'type':3,'name':'o','description':'d','max_length':6001} | options.0.max_length | NUMBER_TYPE_MAX"
            })
    void ofOptions(String option, String path, String code) throws Exception {
        assertRefused(command("{'name':'a','description':'d','options':[" + option + "]}"), path, code);
    }

    @Test
    void commandsHaveEightThousandCharacters() throws Exception {
        String options = ("{'type':3,'name':'oX','description':'" + "d".repeat(100) + "','choices':["
                        + ("{'name':'" + "n".repeat(100) + "','value':'" + "v".repeat(100) + "'},")
                                .repeat(20)
                                .replaceFirst(",$", "")
                        + "]},")
                .repeat(1);
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 2; i++) {
            many.append(options.replace("oX", "o" + i));
        }
        String body =
                "{'name':'a','description':'d','options':[" + many.toString().replaceFirst(",$", "") + "]}";

        assertRefused(command(body), "", "APPLICATION_COMMAND_TOO_LARGE");
        assertThat(command(body.replace("v".repeat(100), "v".repeat(80))).status())
                .isEqualTo(201);
    }

    @Test
    void whatIsWrongInACallbackIsInItsData() throws Exception {
        discord.addCommand("echo");
        Channel general = discord.addGuild("Home").addTextChannel("general");
        Interaction echo = discord.slashCommand(discord.addUser("Ada"), general, "echo", java.util.Map.of());
        Wire.Reply reply = new Wire(discord)
                .call(
                        "POST",
                        "/interactions/" + echo.id() + "/" + echo.token() + "/callback",
                        "{\"type\":4,\"data\":{\"embeds\":[{}]}}");

        assertRefused(reply, "data.embeds.0.description", "BASE_TYPE_REQUIRED");
    }

    private Wire.Reply post(String body) throws Exception {
        Channel general = discord.addGuild("Home").addTextChannel("general");
        return new Wire(discord).call("POST", "/channels/" + general.id() + "/messages", body.replace('\'', '"'));
    }

    private Wire.Reply command(String body) throws Exception {
        return new Wire(discord)
                .call("POST", "/applications/" + discord.bot().id() + "/commands", body.replace('\'', '"'));
    }

    private static void assertRefused(Wire.Reply reply, String path, String code) {
        JsonNode at = reply.body().path("errors");
        for (String key : path.isEmpty() ? new String[0] : path.split("\\.")) {
            at = at.path(key);
        }
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo(50035);
        assertThat(at.path("_errors").path(0).path("code").asText())
                .as(reply.body().toString())
                .isEqualTo(code);
    }
}
