package org.discordbridge.discord.session.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class DispatchKeyTest {
    private static final String UPDATE = "CHANNEL_UPDATE";

    @Test
    void aMessageIsKnownByItsId() {
        assertThat(DispatchKey.ofMessage("123"))
                .isEqualTo(key("MESSAGE_CREATE", "{'id':'123','content':'a','channel_id':'7'}"))
                .isNotEqualTo(DispatchKey.ofMessage("124"));
    }

    @Test
    void theOrderOfFieldsDoesNotMatter() {
        assertThat(key(UPDATE, "{'id':'1','name':'a','in':{'x':1,'y':[true,null]}}"))
                .isEqualTo(key(UPDATE, "{'in':{'y':[true,null],'x':1},'name':'a','id':'1'}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "{'a':1};{'a':2}",
                "{'a':1};{'b':1}",
                "{'a':1,'b':2};{'a':2,'b':1}",
                "{'a':'b','b':'a'};{'a':'a','b':'b'}",
                "{'a':[1,2]};{'a':[2,1]}",
                "{'a':[1,2]};{'a':[[1,2]]}",
                "{'a':[[1],[2]]};{'a':[[1,2]]}",
                "{'a':[]};{'a':{}}",
                "{'a':[]};{'a':[null]}",
                "{'a':null};{}",
                "{'a':null};{'a':{}}",
                "{'a':null};{'a':false}",
                "{'a':true};{'a':false}",
                "{'a':{'b':{'c':1}}};{'a':{'b':{'c':2}}}",
                "{'a':{'b':1},'c':{'b':2}};{'a':{'b':2},'c':{'b':1}}",
                "{'a':{'b':1,'c':1}};{'a':{'b':1},'c':1}",
                "{'a':'ab','b':''};{'a':'a','b':'b'}",
            })
    void whatIsInItMatters(String one, String other) {
        assertThat(key(UPDATE, one)).isNotEqualTo(key(UPDATE, other));
    }

    @Test
    void theTypeMatters() {
        assertThat(key("CHANNEL_CREATE", "{'id':'1'}")).isNotEqualTo(key("CHANNEL_DELETE", "{'id':'1'}"));
        assertThat(key("MESSAGE_CREATE", "{'id':'1'}")).isNotEqualTo(key("INTERACTION_CREATE", "{'id':'1'}"));
    }

    @Test
    void ofMessagesAndInteractionsTheIdCounts() {
        for (String type : new String[] {"MESSAGE_CREATE", "INTERACTION_CREATE"}) {
            assertThat(key(type, "{'id':'1','token':'a'}")).isEqualTo(key(type, "{'id':'1','token':'b'}"));
            assertThat(key(type, "{'id':'1'}")).isNotEqualTo(key(type, "{'id':'2'}"));
            assertThat(key(type, "{'a':'1'}")).isNotEqualTo(key(type, "{'a':'2'}"));
        }
        assertThat(key("MESSAGE_UPDATE", "{'id':'1','content':'a'}"))
                .isNotEqualTo(key("MESSAGE_UPDATE", "{'id':'1','content':'b'}"));
    }

    @Test
    void joinedGuildsDiffer() {
        assertThat(DispatchKey.ofJoined("1")).isEqualTo(DispatchKey.ofJoined("1"));
        assertThat(DispatchKey.ofJoined("1")).isNotEqualTo(DispatchKey.ofJoined("2"));
    }

    @Test
    void manyThatAreAlikeDiffer() {
        Set<Long> keys = new HashSet<>();
        for (int user = 0; user < 300; user++) {
            for (int guild = 0; guild < 300; guild++) {
                keys.add(key("GUILD_MEMBER_UPDATE", "{'user':{'id':'" + user + "'},'guild_id':'" + guild + "'}"));
            }
        }

        assertThat(keys).hasSize(90_000);
    }

    private static long key(String type, String json) {
        return DispatchKey.of(type, DataObject.fromJson(json.replace('\'', '"')));
    }
}
