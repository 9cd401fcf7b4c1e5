package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Several bridges of one stage, and what their metrics and their notes say about who has which shard. */
final class Fleet implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(150);

    private final Stage stage;
    private final Path folders;
    private int shards;
    private final List<BridgeProcess> bridges = new ArrayList<>();

    /** A fleet of none. */
    Fleet(Stage stage, Path folders, int shards) {
        this.stage = stage;
        this.folders = folders;
        this.shards = shards;
    }

    /** Adds a bridge, which is not started. */
    BridgeProcess add() {
        try {
            BridgeProcess made = stage.bridge(Files.createDirectory(folders.resolve("bridge" + bridges.size())))
                    // several start at once, beside all the rest
                    .with("STARTUP_TIMEOUT", "120")
                    // an answer waits for as long as the trouble lasts
                    .with("RESPONSES_RETRIES", "20");
            bridges.add(made);
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts all at once, and waits until they share all shards. */
    Fleet start() {
        bridges.forEach(BridgeProcess::launch);
        bridges.forEach(BridgeProcess::awaitReady);
        awaitShared(bridges);
        return this;
    }

    List<BridgeProcess> bridges() {
        return bridges;
    }

    BridgeProcess get(int number) {
        return bridges.get(number);
    }

    /** All but one. */
    List<BridgeProcess> without(BridgeProcess one) {
        return bridges.stream().filter(bridge -> bridge != one).toList();
    }

    /** The shards that are ready in a bridge; none if it does not answer. */
    static Set<Integer> shards(BridgeProcess bridge) {
        try {
            return bridge.get("/observe/metrics")
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("discord_gateway_ready{") && line.endsWith(" 1.0"))
                    .map(line -> Integer.parseInt(line.replaceAll(".*shard=\"(\\d+)\".*", "$1")))
                    .collect(Collectors.toSet());
        } catch (UncheckedIOException e) {
            return Set.of();
        }
    }

    /** Waits until these have all shards, each has one of them, and none has two more than another. */
    void awaitShared(List<BridgeProcess> among) {
        await("all shards are shared by " + among.size())
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> {
                    List<Set<Integer>> held = among.stream().map(Fleet::shards).toList();
                    assertThat(held.stream().flatMap(Set::stream))
                            .as("%s", held)
                            .containsExactlyInAnyOrderElementsOf(
                                    IntStream.range(0, shards).boxed().toList());
                    int most = (shards + among.size() - 1) / among.size();
                    assertThat(held).allSatisfy(own -> assertThat(own).hasSizeBetween(shards / among.size(), most));
                });
    }

    /** Waits until there are so many shards, and all bridges share them. */
    void awaitGrown(int more) {
        shards = more;
        awaitShared(bridges);
    }

    /** Waits until a bridge has a shard. */
    void awaitServing(BridgeProcess bridge) {
        await("it has shards").atMost(SOON).until(() -> !shards(bridge).isEmpty());
    }

    /** Everything that the bridges have told each other, in its order. */
    List<JsonNode> notes() {
        try (RecordLog log = new RecordLog(stage.kafka(), stage.name() + ".shards")) {
            List<JsonNode> notes = new ArrayList<>();
            for (var record : log.all()) {
                notes.add(JSON.readTree(record.value()));
            }
            return notes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Counts how often a bridge began with a shard. */
    int openings() {
        Map<String, String> holders = new HashMap<>();
        int openings = 0;
        for (JsonNode note : notes()) {
            String by = note.path("by").asText();
            for (JsonNode shard : note.path("shards")) {
                if (isOf("OPENED", note) && !by.equals(holders.put(shard.asText(), by))) {
                    openings++;
                } else if (isOf("GIVEN", note)) {
                    holders.remove(shard.asText(), by);
                }
            }
        }
        return openings;
    }

    /** Counts signs of life, of those after so many notes, in which a bridge says that it cannot have shards. */
    long unableBeats(BridgeProcess bridge, int after) {
        Set<String> own = notes().stream()
                .filter(note -> note.path("host").asText().endsWith("/" + bridge.pid()))
                .map(note -> note.path("by").asText())
                .collect(Collectors.toSet());
        return notes().stream()
                .skip(after)
                .filter(note -> isOf("BEAT", note)
                        && own.contains(note.path("by").asText())
                        && !note.path("able").asBoolean())
                .count();
    }

    private static boolean isOf(String kind, JsonNode note) {
        return kind.equals(note.path("kind").asText());
    }

    @Override
    public void close() {
        bridges.forEach(BridgeProcess::close);
    }
}
