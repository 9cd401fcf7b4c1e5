package org.discordbridge.streams.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects the rows of all instances. Blocks its caller for two seconds at most. Safe for any number of threads. */
final class Instances {
    private static final Logger LOG = LoggerFactory.getLogger(Instances.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration WITHIN = Duration.ofSeconds(2);

    private final String self;
    private final Supplier<Collection<String>> addresses;
    private final Supplier<JsonNode> own;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(WITHIN)
            .build();

    /**
     * Makes it; asks nobody yet.
     *
     * @param self the address of this instance
     * @param addresses gives those of all, as host:port
     * @param own gives the rows of this instance
     */
    Instances(String self, Supplier<Collection<String>> addresses, Supplier<JsonNode> own) {
        this.self = self;
        this.addresses = addresses;
        this.own = own;
    }

    /**
     * Holds the rows of all that answered.
     *
     * @param answered whether it did, by address
     */
    record All(List<JsonNode> rows, Map<String, Boolean> answered) {
        boolean isComplete() {
            return !answered.containsValue(false);
        }
    }

    All collect() {
        Map<String, CompletableFuture<JsonNode>> asked = new LinkedHashMap<>();
        for (String address : new TreeSet<>(addresses.get())) {
            asked.put(address, address.equals(self) ? CompletableFuture.supplyAsync(own) : ask(address));
        }
        asked.computeIfAbsent(self, address -> CompletableFuture.supplyAsync(own));
        List<JsonNode> rows = new ArrayList<>();
        Map<String, Boolean> answered = new LinkedHashMap<>();
        asked.forEach((address, answer) -> {
            try {
                answer.join().forEach(rows::add);
                answered.put(address, true);
            } catch (RuntimeException e) {
                LOG.debug("No rows came from {}", address, e);
                answered.put(address, false);
            }
        });
        return new All(rows, answered);
    }

    private CompletableFuture<JsonNode> ask(String address) {
        HttpRequest request;
        try {
            request = HttpRequest.newBuilder(URI.create("http://" + address + StreamsServer.PART))
                    .build();
        } catch (IllegalArgumentException e) {
            // one odd name must not take the whole page away
            return CompletableFuture.failedFuture(e);
        }
        // the request's own timeout would end with the headers, this one covers the body too
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(answer -> {
                    if (answer.statusCode() != 200) {
                        throw new IllegalStateException(address + " answered " + answer.statusCode());
                    }
                    try {
                        return JSON.readTree(answer.body());
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .orTimeout(WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    }
}
