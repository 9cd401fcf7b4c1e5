package org.discordbridge.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.discordbridge.discord.session.Shard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class NoteTest {
    @Test
    void fieldsThatAKindDoesNotNeedAreAbsent() {
        assertThat(text(Note.of(Note.Kind.BEAT, "a").numbered(7).from("host/1", "", true, 0)))
                .isEqualTo("{\"kind\":\"BEAT\",\"by\":\"a\",\"number\":7,\"host\":\"host/1\",\"able\":true}");
        assertThat(text(Note.of(Note.Kind.OPENED, "a").about(List.of(new Shard(1, 4)))))
                .isEqualTo("{\"kind\":\"OPENED\",\"by\":\"a\",\"shards\":[\"1/4\"]}");
    }

    @Test
    void allComesBack() {
        Note note = Note.of(Note.Kind.GIVEN, "a")
                .numbered(3)
                .from("host/1", "boot/2", true, 5)
                .about("b")
                .about(List.of(new Shard(0, 2), new Shard(1, 2)))
                .with(new long[] {1, -1, Long.MIN_VALUE})
                .with(6)
                .of(8)
                .with(new Note.Plan(
                        10,
                        11,
                        true,
                        2,
                        4,
                        List.of(new Note.Peer("a", "host/1", "boot/2", 9, true, true, 5, 12, 13)),
                        List.of(new Note.Assigned("0/2", "a", null, "b", 14))));

        Note read = Note.of(note.toJson());

        assertThat(read).isEqualTo(note);
        assertThat(read.named()).containsExactly(new Shard(0, 2), new Shard(1, 2));
        assertThat(read.handled()).containsExactly(1, -1, Long.MIN_VALUE);
    }

    @Test
    void aNoteWithoutKeysAndShardsHasNone() {
        assertThat(Note.of(Note.Kind.GIVEN, "a").handled()).isEmpty();
        assertThat(Note.of(Note.Kind.GIVEN, "a").named()).isEmpty();
    }

    @Test
    void kindsAndFieldsOfLaterVersionsAreNotKnown() {
        assertThat(read("{'kind':'DANCE','by':'a','shards':{'any':1}}".replace("{'any':1}", "['0:1']")))
                .isEqualTo(Note.of(Note.Kind.UNKNOWN, "a"));
        assertThat(read("{'kind':'LEFT','by':'a','mood':{'good':true}}")).isEqualTo(Note.of(Note.Kind.LEFT, "a"));
        assertThat(
                        read("{'kind':'PLAN','by':'a','plan':{'version':1,'mood':2,'peers':[{'id':'a','mood':3}],'shards':[]}}")
                                .plan()
                                .peers())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "7",
                "[]",
                "{",
                "not JSON",
                "{'kind':'BEAT'}",
                "{'kind':'DANCE'}",
                "{'kind':'OPENED','by':'a','shards':['4']}",
                "{'kind':'OPENED','by':'a','shards':['a/b']}",
                "{'kind':'OPENED','by':'a','shards':['4/4']}",
                "{'kind':'OPENED','by':'a','shards':['-1/4']}",
                "{'kind':'OPENED','by':'a','shards':['0/0']}",
                "{'kind':'OPENED','by':'a','shards':[null]}",
                "{'kind':'GIVEN','by':'a','keys':'%%%'}",
                "{'kind':'PLAN','by':'a'}",
                "{'kind':'PLAN','by':'a','plan':{'version':1,'shards':[]}}",
                "{'kind':'PLAN','by':'a','plan':{'version':1,'peers':[]}}",
                "{'kind':'PLAN','by':'a','plan':{'version':1,'peers':[null],'shards':[]}}",
                "{'kind':'PLAN','by':'a','plan':{'version':1,'peers':[],'shards':[null]}}",
                "{'kind':'PLAN','by':'a','plan':{'version':1,'peers':[],'shards':[{'shard':'0/1'}]}}"
            })
    void whatCannotBeReadIsNone(String json) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(json));
    }

    private static Note read(String json) {
        return Note.of(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Note note) {
        return new String(note.toJson(), StandardCharsets.UTF_8);
    }
}
