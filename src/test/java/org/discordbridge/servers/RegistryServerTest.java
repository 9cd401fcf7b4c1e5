package org.discordbridge.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ServersExtension.class)
@Timeout(240)
class RegistryServerTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String SCHEMA = "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"Cat\\\","
            + "\\\"fields\\\":[{\\\"name\\\":\\\"id\\\",\\\"type\\\":\\\"long\\\"}]}\"}";

    @Test
    void givesBackASchemaByItsId(RegistryServer registry) throws Exception {
        String id = register(registry, "cats-value");

        HttpResponse<String> found = get(registry, "/schemas/ids/" + id);

        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(found.body()).contains("\\\"name\\\":\\\"Cat\\\"");
    }

    @Test
    void givesTheSameIdToTheSameSchema(RegistryServer registry) throws Exception {
        assertThat(register(registry, "dogs-value")).isEqualTo(register(registry, "dogs-value"));
    }

    @Test
    void saysThatASubjectIsUnknown(RegistryServer registry) throws Exception {
        HttpResponse<String> missing = get(registry, "/subjects/nobody-value/versions/latest");

        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).contains("\"error_code\":40401");
    }

    @Test
    void comesBackOnItsPortWithItsSchemas(@Separate RegistryServer registry) throws Exception {
        String id = register(registry, "cats-value");

        registry.stop();
        assertThatThrownBy(() -> get(registry, "/subjects")).isInstanceOf(ConnectException.class);
        registry.start();

        assertThat(get(registry, "/subjects/cats-value/versions/latest").body()).contains("\"id\":" + id);
    }

    @Test
    void keepsItsSchemasWhenKilled(@Separate RegistryServer registry) throws Exception {
        String id = register(registry, "cats-value");

        registry.kill();
        registry.start();

        assertThat(get(registry, "/subjects/cats-value/versions/latest").body()).contains("\"id\":" + id);
    }

    private static String register(RegistryServer registry, String subject) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(registry.url() + "/subjects/" + subject + "/versions"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(BodyPublishers.ofString(SCHEMA))
                .build();
        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body().replaceAll("\\D", "");
    }

    private static HttpResponse<String> get(RegistryServer registry, String path)
            throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(registry.url() + path)).build(), BodyHandlers.ofString());
    }
}
