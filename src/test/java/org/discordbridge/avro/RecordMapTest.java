package org.discordbridge.avro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** It must be what an ordinary map is, to whoever reads or changes it. */
@Timeout(120)
class RecordMapTest {
    private static final Schema SCHEMA = SchemaBuilder.record("Answer")
            .fields()
            .requiredString("uuid")
            .requiredString("content")
            .optionalString("reply_to")
            .endRecord();

    private final RecordMap record = new RecordMap(SCHEMA);
    private final Map<String, Object> ordinary = new LinkedHashMap<>();

    @BeforeEach
    void fill() {
        record.set(0, "u-1");
        record.set(1, "hi");
        ordinary.put("uuid", "u-1");
        ordinary.put("content", "hi");
        ordinary.put("reply_to", null);
    }

    @Test
    void tellsItsFields() {
        assertThat(record.get("uuid")).isEqualTo("u-1");
        assertThat(record.get("reply_to")).isNull();
        assertThat(record.get("unheard_of")).isNull();
        assertThat(record.get(null)).isNull();
        assertThat(record.containsKey("reply_to")).isTrue();
        assertThat(record.containsKey("unheard_of")).isFalse();
        assertThat(record.size()).isEqualTo(3);
    }

    @Test
    void hasTheOrderOfTheSchema() {
        assertThat(record).isEqualTo(ordinary).hasSameHashCodeAs(ordinary).hasToString(ordinary.toString());
        assertThat(List.copyOf(record.keySet())).containsExactly("uuid", "content", "reply_to");
        // and afterwards, when it is an ordinary one inside
        tellsItsFields();
    }

    @Test
    void takesAnotherValueOfAField() {
        assertThat(record.put("content", "ho")).isEqualTo("hi");
        assertThat(record.get("content")).isEqualTo("ho");
        assertThat(record.size()).isEqualTo(3);
        ordinary.put("content", "ho");
        assertThat(record).isEqualTo(ordinary);
        assertThat(record.put("content", "hu")).isEqualTo("ho");
        assertThat(record).containsEntry("content", "hu");
    }

    @Test
    void takesWhatIsNoField() {
        assertThat(record.put("mood", "good")).isNull();
        ordinary.put("mood", "good");

        assertThat(record.get("mood")).isEqualTo("good");
        assertThat(record.containsKey("mood")).isTrue();
        assertThat(record.get("uuid")).isEqualTo("u-1");
        assertThat(record).isEqualTo(ordinary);
    }

    @Test
    void losesWhatIsRemoved() {
        assertThat(record.remove("content")).isEqualTo("hi");
        ordinary.remove("content");

        assertThat(record.containsKey("content")).isFalse();
        assertThat(record).isEqualTo(ordinary);
        record.values().removeIf(value -> value == null);
        assertThat(record).containsExactly(Map.entry("uuid", "u-1"));
        record.clear();
        assertThat(record).isEmpty();
    }

    @Test
    void isReadByManyWhileOneGoesThroughIt() throws Exception {
        ExecutorService readers = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 2_000; round++) {
                RecordMap read = new RecordMap(SCHEMA);
                read.set(1, "hi");
                List<Callable<Boolean>> reads = new ArrayList<>();
                reads.add(() -> read.entrySet().size() == 3);
                reads.add(() -> read.get("content").equals("hi"));
                reads.add(() -> read.size() == 3 && read.containsKey("uuid"));
                reads.add(() -> List.copyOf(read.keySet()).get(2).equals("reply_to"));
                for (var each : readers.invokeAll(reads)) {
                    assertThat(each.get()).isTrue();
                }
            }
        } finally {
            readers.shutdownNow();
        }
    }
}
