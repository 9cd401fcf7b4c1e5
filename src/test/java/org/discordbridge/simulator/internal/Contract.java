package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What answers have at least, read from {@code simulator/answers.txt}. Every answer is held to it where assertions are
 * on, as in tests; the jar of the simulator has neither.
 */
final class Contract {
    private static final Contract DISCORD = read();
    private static final Map<String, String> ERRORS = Map.of("429", "RateLimited");

    private final Map<String, String> operations = new HashMap<>();
    private final Map<String, Map<String, String>> kinds = new HashMap<>();

    private Contract(List<String> lines) {
        for (String line : lines) {
            if (line.matches("[A-Z]+ /.*")) {
                String[] words = line.split(" ");
                operations.put(words[0] + " " + words[1] + " " + words[2], words[3]);
            } else if (line.matches("[A-Z]\\w+:.*")) {
                Map<String, String> fields = new HashMap<>();
                int colon = line.indexOf(':');
                for (String field : line.substring(colon + 1).strip().split(" ")) {
                    if (!field.isEmpty()) {
                        fields.put(field.substring(0, field.indexOf(':')), field.substring(field.indexOf(':') + 1));
                    }
                }
                kinds.put(line.substring(0, colon), fields);
            }
        }
    }

    private static Contract read() {
        try (InputStream file = Contract.class.getResourceAsStream("/simulator/answers.txt")) {
            return file == null
                    ? null
                    : new Contract(new String(file.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether an answer is as Discord describes it; throws what is wrong with it. */
    static boolean holds(Router.Route route, int status, JsonNode answer) {
        if (DISCORD == null) {
            return true;
        }
        String kind = ERRORS.getOrDefault("" + status, "Error");
        String operation = status + "";
        if (status < 300) {
            operation = route.method() + " " + route.template().replaceAll("\\{[^}]*}", "{}") + " " + status;
            kind = DISCORD.operations.get(operation);
        }
        String wrong = kind == null ? "is not described" : DISCORD.wrong(kind, answer, "");
        if (wrong != null) {
            throw new IllegalStateException("The answer to " + operation + " is not as Discord describes it: " + wrong);
        }
        return true;
    }

    /** What is wrong with a value; null if nothing is. */
    private String wrong(String kind, JsonNode value, String at) {
        if (kind.equals("-")) {
            return value == null || value.isMissingNode() ? null : at + "should be nothing";
        }
        if (value == null || value.isMissingNode()) {
            return at + "is missing";
        }
        if (kind.endsWith("?")) {
            return value.isNull() ? null : wrong(kind.substring(0, kind.length() - 1), value, at);
        }
        if (kind.startsWith("[")) {
            return list(kind.substring(1, kind.length() - 1), value, at);
        }
        if (kind.contains("/")) {
            return either(kind.split("/"), value, at);
        }
        boolean fits = switch (kind.replaceFirst("=.*", "")) {
            case "string" -> value.isTextual();
            case "integer" ->
                value.isIntegralNumber()
                        && (!kind.contains("=") || value.asText().equals(kind.substring(kind.indexOf('=') + 1)));
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> value.isObject();
        };
        return fits ? fields(kinds.getOrDefault(kind, Map.of()), value, at) : at + "should be " + kind + ": " + value;
    }

    private String list(String kind, JsonNode value, String at) {
        if (!value.isArray()) {
            return at + "should be a list: " + value;
        }
        for (int i = 0; i < value.size(); i++) {
            String wrong = wrong(kind, value.get(i), at + i + " ");
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    private String either(String[] among, JsonNode value, String at) {
        StringBuilder all = new StringBuilder();
        for (String kind : among) {
            String wrong = wrong(kind, value, at);
            if (wrong == null) {
                return null;
            }
            all.append(all.isEmpty() ? "" : ", or as ").append(kind).append(' ').append(wrong);
        }
        return all.toString();
    }

    private String fields(Map<String, String> fields, JsonNode value, String at) {
        for (Map.Entry<String, String> field : fields.entrySet()) {
            boolean optional = field.getKey().endsWith("~");
            String name = field.getKey().replace("~", "");
            if (!optional || value.hasNonNull(name)) {
                String wrong = wrong(field.getValue(), value.get(name), at + name + " ");
                if (wrong != null) {
                    return wrong;
                }
            }
        }
        return null;
    }
}
