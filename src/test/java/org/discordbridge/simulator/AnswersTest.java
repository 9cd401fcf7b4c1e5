package org.discordbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code answers.txt} says what Discord's OpenAPI description says, where that is at hand. */
@Timeout(120)
class AnswersTest {
    private static final Path OPENAPI = Path.of("..", "shared", "data", "discord-openapi.json");
    private static final Path ANSWERS = Path.of("src/test/resources/simulator/answers.txt");
    /** Libraries use it, and nobody describes it. */
    private static final String UNDESCRIBED = "GET /users/@me/channels";
    /** Required of every error, as of the object that both are made of. */
    private static final Set<String> ERRORS = Set.of("Error", "RateLimited");

    private static JsonNode openapi;
    private static List<String> lines;

    @BeforeAll
    static void read() throws IOException {
        assumeTrue(
                Files.exists(OPENAPI),
                "Discord's OpenAPI description is not beside this checkout (" + OPENAPI + "), so nothing is compared");
        openapi = Wire.JSON.readTree(OPENAPI.toFile());
        lines = Files.readAllLines(ANSWERS);
    }

    @Test
    void operationsAndTheirAnswers() {
        Map<String, JsonNode> described = new HashMap<>();
        openapi.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue()
                        .fields()
                        .forEachRemaining(operation -> operation
                                .getValue()
                                .path("responses")
                                .fields()
                                .forEachRemaining(response -> described.put(
                                        operation.getKey().toUpperCase(java.util.Locale.ROOT) + " "
                                                + path.getKey().replaceAll("\\{[^}]*}", "{}") + " " + response.getKey(),
                                        response.getValue()
                                                .path("content")
                                                .path("application/json")
                                                .path("schema")))));
        List<String> wrong = new ArrayList<>();
        for (String line : lines) {
            if (line.matches("[A-Z]+ /.*") && !line.startsWith(UNDESCRIBED)) {
                int blank = line.lastIndexOf(' ');
                JsonNode schema = described.get(line.substring(0, blank));
                if (schema == null || !agrees(line.substring(blank + 1), schema)) {
                    wrong.add(line + " but Discord says " + schema);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void fieldsThatAreRequired() {
        List<String> wrong = new ArrayList<>();
        for (String line : lines) {
            String name = line.substring(0, Math.max(0, line.indexOf(':')));
            if (line.matches("[A-Z]\\w+:.*") && !ERRORS.contains(name)) {
                JsonNode schema = schema(name);
                TreeSet<String> required = new TreeSet<>();
                schema.path("required").forEach(field -> required.add(field.asText()));
                TreeSet<String> ours = new TreeSet<>();
                for (String field : line.substring(name.length() + 1).strip().split(" ")) {
                    String kind = field.substring(field.indexOf(':') + 1);
                    String key = field.replaceFirst("~?:.*", "");
                    if (!field.isEmpty() && !field.contains("~")) {
                        ours.add(key);
                    }
                    if (!field.isEmpty()
                            && !agrees(kind, schema.path("properties").path(key))) {
                        wrong.add(name + "." + field + " but Discord says "
                                + schema.path("properties").path(key));
                    }
                }
                if (!ours.equals(required)) {
                    wrong.add(name + " has " + ours + " but Discord says " + required);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void errors() {
        Set<String> required = new TreeSet<>();
        openapi.at("/components/schemas/RatelimitedResponse/allOf")
                .forEach(part -> resolve(part).path("required").forEach(field -> required.add(field.asText())));

        assertThat(required).containsExactly("code", "global", "message", "retry_after");
        assertThat(lines)
                .contains("Error: code:integer message:string")
                .contains("RateLimited: code:integer global:boolean message:string retry_after:number");
    }

    private static JsonNode schema(String kind) {
        JsonNode schemas = openapi.at("/components/schemas");
        return schemas.has(kind + "Response") ? schemas.get(kind + "Response") : schemas.path(kind);
    }

    private static JsonNode resolve(JsonNode schema) {
        JsonNode resolved = schema;
        while (resolved.has("$ref")) {
            resolved = openapi.at(resolved.get("$ref").asText().substring(1));
        }
        return resolved;
    }

    /** Whether what we say is what Discord says, or a part of it. */
    private static boolean agrees(String kind, JsonNode schema) {
        if (kind.equals("-")) {
            return schema.isMissingNode();
        }
        if (kind.endsWith("?")) {
            return alternatives(schema).contains("null") && agrees(kind.substring(0, kind.length() - 1), schema);
        }
        if (kind.startsWith("[")) {
            JsonNode items = resolve(schema).path("items");
            return alternatives(schema).contains("array") && agrees(kind.substring(1, kind.length() - 1), items);
        }
        Set<String> ours = Arrays.stream(kind.split("/"))
                .map(one -> one.replaceFirst("=.*", ""))
                .collect(Collectors.toSet());
        Set<String> theirs = alternatives(schema);
        // what Discord says more precisely may be said in general
        return theirs.containsAll(ours)
                || kind.equals("object") && theirs.stream().anyMatch(one -> one.matches("[A-Z].*"));
    }

    /** What a schema may be: names of objects, and of simple types. */
    private static Set<String> alternatives(JsonNode schema) {
        Set<String> all = new TreeSet<>();
        JsonNode resolved = resolve(schema);
        if (schema.has("$ref") && resolved.has("properties")) {
            String name = schema.get("$ref").asText();
            all.add(name.substring(name.lastIndexOf('/') + 1).replaceFirst("Response$", ""));
            return all;
        }
        for (String of : new String[] {"oneOf", "anyOf"}) {
            resolved.path(of).forEach(one -> all.addAll(alternatives(one)));
        }
        if (all.isEmpty() && resolved.path("allOf").size() == 1) {
            all.addAll(alternatives(resolved.path("allOf").path(0)));
        }
        JsonNode type = resolved.path("type");
        if (type.isTextual()) {
            all.add(type.asText());
        }
        type.forEach(one -> all.add(one.asText()));
        return all;
    }
}
