package org.discordbridge.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class SchemaRegistryTest {
    private static final Schema CAT =
            SchemaBuilder.record("Cat").fields().requiredString("name").endRecord();

    @Test
    void asksForTheNewestVersionOfASubject() {
        try (StubRegistry stub = StubRegistry.answering(200, version(7, 3))) {
            assertThat(client(stub).latest("a topic/ä-value")).contains(new SchemaRegistry.Version(7, 3, CAT));
            assertThat(stub.requests()).containsExactly("GET /subjects/a%20topic%2F%C3%A4-value/versions/latest");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {40401, 40402, 40403})
    void takesANotFoundOfTheApiAsAnAnswer(int code) {
        try (StubRegistry stub =
                StubRegistry.answering(404, "{\"error_code\":" + code + ",\"message\":\"not found\"}")) {
            assertThat(client(stub).latest("cats-value")).isEmpty();
            assertThatThrownBy(() -> client(stub).byId(12))
                    .isExactlyInstanceOf(RegistryException.class)
                    .hasMessage("schema id 12 is not known to registry " + stub.url());
        }
    }

    @Test
    void asksForAnIdOnce() {
        try (StubRegistry stub = StubRegistry.answering(200, version(7, 3))) {
            SchemaRegistry client = client(stub);

            assertThat(client.byId(7)).isEqualTo(CAT).isSameAs(client.byId(7));
            assertThat(stub.requests()).containsExactly("GET /schemas/ids/7");
        }
    }

    @Test
    void knowsTheSchemaItRegistered() {
        try (StubRegistry stub = StubRegistry.answering(200, "{\"id\":7}")) {
            SchemaRegistry client = client(stub);

            assertThat(client.register("cats-value", CAT)).isEqualTo(7);
            assertThat(client.byId(7)).isSameAs(CAT);
            assertThat(stub.requests()).containsExactly("POST /subjects/cats-value/versions");
        }
    }

    @Test
    void doesNotMindASlashAtTheEndOfTheAddress() {
        try (StubRegistry stub = StubRegistry.answering(200, version(7, 3))) {
            SchemaRegistry client = new SchemaRegistry();
            client.setUrl(stub.url() + "/");
            client.byId(7);

            assertThat(client.getUrl()).isEqualTo(stub.url());
            assertThat(stub.requests()).containsExactly("GET /schemas/ids/7");
        }
    }

    @Test
    void sendsNameAndPasswordAndNeverSaysThePassword() {
        try (StubRegistry stub =
                StubRegistry.answering(401, "{\"error_code\":401,\"message\":\"HTTP 401 Unauthorized\"}")) {
            SchemaRegistry client = client(stub);
            client.setUsername("ada");
            client.setPassword("s3cret");

            assertThatThrownBy(() -> client.byId(7))
                    .isExactlyInstanceOf(RegistryUnavailableException.class)
                    .hasMessage("registry " + stub.url() + " refused the credentials (401: HTTP 401 Unauthorized)")
                    .hasMessageNotContaining("s3cret");
            // base64 of ada:s3cret
            assertThat(stub.authorizations()).containsExactly("Basic YWRhOnMzY3JldA==");
        }
    }

    @Test
    void sendsNoCredentialsUnlessThereAreAny() {
        try (StubRegistry stub = StubRegistry.answering(200, version(7, 3))) {
            SchemaRegistry client = client(stub);
            client.setUsername("");
            client.byId(7);

            assertThat(stub.authorizations()).containsExactly("null");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    403 | {"error_code":40301,"message":"not for you"} | refused the credentials (403, code 40301: not for you)
                    409 | {"error_code":409,"message":"incompatible"}  | refused the schema (409: incompatible)
                    422 | {"error_code":42201,"message":"no schema"}   | refused the schema (422, code 42201: no schema)
                    404 | <html>Not Found</html>                       | does not serve Confluent's registry API there (POST /subjects/cats-value/versions gave 404); for Apicurio the address ends in /apis/ccompat/v7
                    200 | <html>Welcome</html>                         | does not serve Confluent's registry API there (POST /subjects/cats-value/versions gave 200); for Apicurio the address ends in /apis/ccompat/v7
                    200 | {"hello":"world"}                            | does not serve Confluent's registry API there (no id for the new schema of cats-value); for Apicurio the address ends in /apis/ccompat/v7
                    204 | ''                                           | does not serve Confluent's registry API there (POST /subjects/cats-value/versions gave 204); for Apicurio the address ends in /apis/ccompat/v7
                    302 | ''                                           | does not serve Confluent's registry API there (POST /subjects/cats-value/versions gave 302); for Apicurio the address ends in /apis/ccompat/v7
                    """)
    void saysWhatTheRegistryRefused(int status, String body, String message) {
        try (StubRegistry stub = StubRegistry.answering(status, body)) {
            assertThatThrownBy(() -> client(stub).register("cats-value", CAT))
                    .isExactlyInstanceOf(RegistryException.class)
                    .hasMessage("registry " + stub.url() + " " + message);
        }
    }

    /** A record is not to blame for what answers about something else. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    401 | {"error_code":401,"message":"who are you"} | refused the credentials (401: who are you)
                    403 | {"error_code":40301,"message":"not for you"} | refused the credentials (403, code 40301: not for you)
                    404 | <html>Not Found</html>                       | does not serve Confluent's registry API there (GET /schemas/ids/7 gave 404); for Apicurio the address ends in /apis/ccompat/v7
                    200 | <html>Sign in</html>                         | does not serve Confluent's registry API there (GET /schemas/ids/7 gave 200); for Apicurio the address ends in /apis/ccompat/v7
                    """)
    void aSchemaMayComeLaterUnlessTheRegistrySaysThatItHasNone(int status, String body, String message) {
        try (StubRegistry stub = StubRegistry.answering(status, body)) {
            assertThatThrownBy(() -> client(stub).byId(7))
                    .isExactlyInstanceOf(RegistryUnavailableException.class)
                    .hasMessage("registry " + stub.url() + " " + message);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    500 | {"error_code":50001,"message":"store is down"} | (500, code 50001: store is down)
                    503 | <html>Bad Gateway</html>                       | (503)
                    429 | ''                                             | (429)
                    """)
    void tellsARegistryThatCannotAnswerFromOneThatRefuses(int status, String body, String found) {
        try (StubRegistry stub = StubRegistry.answering(status, body)) {
            assertThatThrownBy(() -> client(stub).byId(7))
                    .isExactlyInstanceOf(RegistryUnavailableException.class)
                    .hasMessage("registry " + stub.url() + " cannot answer GET /schemas/ids/7 " + found);
        }
    }

    @Test
    void saysThatTheRegistryHoldsNoAvro() {
        try (StubRegistry stub = StubRegistry.answering(200, "{\"schema\":\"syntax = \\\"proto3\\\";\"}")) {
            assertThatThrownBy(() -> client(stub).byId(7))
                    .isExactlyInstanceOf(RegistryException.class)
                    .hasMessageStartingWith("registry " + stub.url() + " holds a schema that is not Avro: ");
        }
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        SchemaRegistry client = new SchemaRegistry();
        client.setUrl("http://127.0.0.1:" + port);

        assertThatThrownBy(() -> client.byId(7))
                .isExactlyInstanceOf(RegistryUnavailableException.class)
                .hasMessage("registry http://127.0.0.1:" + port + " does not answer (ConnectException)");
    }

    @Test
    void saysThatTheConnectionWasClosed() {
        try (StubRegistry stub = StubRegistry.hangingUp()) {
            assertThatThrownBy(() -> client(stub).byId(7))
                    .isExactlyInstanceOf(RegistryUnavailableException.class)
                    .hasMessageStartingWith("registry " + stub.url() + " does not answer (");
        }
    }

    @Test
    void doesNotWaitForEverForAnAnswer() {
        try (StubRegistry stub = StubRegistry.silent()) {
            assertGivesUp(stub);
        }
    }

    @Test
    void doesNotWaitForEverForTheRestOfAnAnswer() {
        try (StubRegistry stub = StubRegistry.fallingSilent()) {
            assertGivesUp(stub);
        }
    }

    @Test
    void endsWhenItsThreadIsInterrupted() {
        try (StubRegistry stub = StubRegistry.silent()) {
            AtomicReference<Throwable> failure = new AtomicReference<>();
            CompletableFuture<Boolean> interruptedAfter = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try {
                    client(stub).byId(7);
                } catch (RegistryUnavailableException e) {
                    failure.set(e);
                }
                interruptedAfter.complete(Thread.currentThread().isInterrupted());
            });
            thread.start();
            await().until(() -> !stub.requests().isEmpty());
            thread.interrupt();

            assertThat(interruptedAfter.join()).isTrue();
            assertThat(failure.get()).hasMessage("interrupted while waiting for registry " + stub.url());
        }
    }

    private static void assertGivesUp(StubRegistry stub) {
        SchemaRegistry client = new SchemaRegistry(Duration.ofMillis(200));
        client.setUrl(stub.url());

        assertThatThrownBy(() -> client.byId(7))
                .isExactlyInstanceOf(RegistryUnavailableException.class)
                .hasMessage("registry " + stub.url() + " does not answer (no whole answer within 200 ms)");
    }

    private static SchemaRegistry client(StubRegistry stub) {
        SchemaRegistry client = new SchemaRegistry();
        client.setUrl(stub.url());
        return client;
    }

    private static String version(int id, int version) {
        return "{\"subject\":\"cats-value\",\"id\":" + id + ",\"version\":" + version + ",\"schema\":\""
                + CAT.toString().replace("\"", "\\\"") + "\"}";
    }
}
