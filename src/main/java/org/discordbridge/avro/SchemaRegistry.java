package org.discordbridge.avro;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client for the REST API of Confluent's Schema Registry, which Apicurio ({@code /apis/ccompat/v7}), Karapace and
 * Redpanda serve too.
 *
 * <p>Blocks its caller, at most ten seconds a request. It remembers schemas by id for good: a registry never changes
 * the schema of an id. Safe for any number of threads.
 */
public final class SchemaRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaRegistry.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";

    private final Map<Integer, Schema> byId = new ConcurrentHashMap<>();
    private final Duration timeout;
    private HttpClient http;
    private String url;
    private String username;
    private String password;

    public SchemaRegistry() {
        this(TIMEOUT);
    }

    SchemaRegistry(Duration timeout) {
        this.timeout = timeout;
    }

    /** Describes one version of a subject. */
    public record Version(int id, int version, Schema schema) {}

    public String getUrl() {
        return url;
    }

    /** Sets the base address, such as {@code http://localhost:8081}; a trailing slash makes no difference. */
    public void setUrl(String url) {
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** Sets the user for HTTP Basic authentication; none when empty. */
    public void setUsername(String username) {
        this.username = username;
    }

    /** Sets the password for HTTP Basic authentication. A secret: it is never logged. */
    public void setPassword(String password) {
        this.password = password;
    }

    /**
     * Finds the newest version of a subject; empty if it has none.
     *
     * @throws RegistryUnavailableException if the registry does not answer
     * @throws RegistryException if it refuses to
     */
    public Optional<Version> latest(String subject) {
        JsonNode answer = call("GET", "/subjects/" + encode(subject) + "/versions/latest", null);
        return answer == null
                ? Optional.empty()
                : Optional.of(new Version(
                        answer.path("id").asInt(),
                        answer.path("version").asInt(),
                        parse(answer.path("schema").asText())));
    }

    /**
     * Registers a schema under a subject; the same schema again gives the same id.
     *
     * @return the schema's id
     * @throws RegistryUnavailableException if the registry does not answer
     * @throws RegistryException if it refuses the schema, as incompatible for instance
     */
    public int register(String subject, Schema schema) {
        JsonNode answer = call("POST", "/subjects/" + encode(subject) + "/versions", body(schema));
        if (answer == null || !answer.path("id").isInt()) {
            throw notARegistry("no id for the new schema of " + subject);
        }
        int id = answer.path("id").asInt();
        byId.put(id, schema);
        return id;
    }

    /**
     * Says why the registry's own rule for a subject would refuse a schema as a new version; empty if it would take it,
     * or does not say.
     *
     * @throws RegistryUnavailableException if the registry does not answer
     */
    public Optional<String> refusal(String subject, Schema schema) {
        JsonNode answer;
        try {
            answer = call(
                    "POST",
                    "/compatibility/subjects/" + encode(subject) + "/versions/latest?verbose=true",
                    body(schema));
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (RegistryException e) {
            LOG.debug("The registry does not say whether it would take a schema for {}", subject, e);
            return Optional.empty();
        }
        if (answer == null || answer.path("is_compatible").asBoolean(true)) {
            return Optional.empty();
        }
        String why = StreamSupport.stream(answer.path("messages").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
        return Optional.of(why.isEmpty() ? "it is not compatible" : why);
    }

    /**
     * Returns the schema with that id. Asks the registry only the first time.
     *
     * @throws RegistryUnavailableException if the registry does not answer, refuses to, or something else answers: that
     *     says nothing of the record
     * @throws RegistryException if it knows no such id, or the schema is not Avro
     */
    public Schema byId(int id) {
        Schema known = byId.get(id);
        if (known != null) {
            return known;
        }
        JsonNode answer;
        try {
            answer = call("GET", "/schemas/ids/" + id, null);
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (RegistryException e) {
            throw new RegistryUnavailableException(e.getMessage(), e);
        }
        if (answer == null) {
            throw new RegistryException("schema id " + id + " is not known to registry " + url);
        }
        Schema schema = parse(answer.path("schema").asText());
        byId.put(id, schema);
        return schema;
    }

    private static String body(Schema schema) {
        return JSON.createObjectNode()
                .put("schemaType", "AVRO")
                .put("schema", schema.toString())
                .toString();
    }

    /** Makes the HTTP client at its first use: that takes a tenth of a second, most of it for certificates. */
    private synchronized HttpClient http() {
        if (http == null) {
            // over plain HTTP the client would otherwise offer an upgrade to HTTP/2, which some servers answer with 400
            http = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
        }
        return http;
    }

    /** Sends a request. Returns null if the thing does not exist (404 with one of the API's own codes). */
    private JsonNode call(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Accept", CONTENT_TYPE + ", application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", CONTENT_TYPE);
        }
        if (username != null && !username.isEmpty()) {
            String credentials = username + ":" + (password == null ? "" : password);
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
        }
        // the request's own timeout ends with the headers, this one covers the body too
        CompletableFuture<HttpResponse<String>> answer =
                http().sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
        try {
            return answerOf(method, path, answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new RegistryUnavailableException("interrupted while waiting for registry " + url, e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new RegistryUnavailableException(
                    "registry " + url + " does not answer (no whole answer within " + timeout.toMillis() + " ms)", e);
        } catch (ExecutionException e) {
            throw new RegistryUnavailableException(
                    "registry " + url + " does not answer (" + reason(e.getCause()) + ")", e.getCause());
        }
    }

    private JsonNode answerOf(String method, String path, HttpResponse<String> response) {
        int status = response.statusCode();
        JsonNode answer;
        try {
            answer = JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            answer = JSON.missingNode();
        }
        if (status == 200 && answer.isObject()) {
            return answer;
        }
        int code = answer.path("error_code").asInt();
        if (status == 404 && code / 100 == 404) {
            return null;
        }
        String found = status
                + (code == 0 || code == status ? "" : ", code " + code)
                + (answer.path("message").isTextual()
                        ? ": " + answer.path("message").asText()
                        : "");
        if (status >= 500 || status == 429) {
            throw new RegistryUnavailableException(
                    "registry " + url + " cannot answer " + method + " " + path + " (" + found + ")", null);
        }
        if (status == 401 || status == 403) {
            throw new RegistryException("registry " + url + " refused the credentials (" + found + ")");
        }
        if (status == 409 || status == 422) {
            throw new RegistryException("registry " + url + " refused the schema (" + found + ")");
        }
        throw notARegistry(method + " " + path + " gave " + found);
    }

    private RegistryException notARegistry(String found) {
        return new RegistryException("registry " + url + " does not serve Confluent's registry API there (" + found
                + "); for Apicurio the address ends in /apis/ccompat/v7");
    }

    private Schema parse(String text) {
        try {
            return new Schema.Parser().parse(text);
        } catch (RuntimeException e) {
            // Avro throws a NullPointerException at a type it does not know
            throw new RegistryException("registry " + url + " holds a schema that is not Avro: " + e.getMessage(), e);
        }
    }

    private static String encode(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String reason(Throwable e) {
        return e.getMessage() == null || e.getMessage().isBlank() ? e.getClass().getSimpleName() : e.getMessage();
    }
}
