package org.discordbridge.servers;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * SeaweedFS as a child process. Its access key is that of a user with a policy, who may list one bucket, and put, get and
 * delete objects in it; there is an administrator besides.
 */
public final class SeaweedFs implements S3Server {
    /** The access key of who may do everything. */
    public static final String ADMIN = "admin";

    /** The secret that belongs to that. */
    public static final String ADMIN_SECRET = "admin-secret";

    private static final String ACCESS_KEY = "bridge";
    private static final String SECRET_KEY = "bridge-secret";

    private final Path directory = Installation.newDirectory("seaweedfs");
    private final Path identities = directory.resolve("identities.json");
    private final String url;
    private final ChildProcess process;

    /** That program. Not started: {@link #allow} comes before. */
    public SeaweedFs(Path program) {
        int port = Ports.free();
        url = "http://127.0.0.1:" + port;
        List<String> command = List.of(
                program.toString(),
                "server",
                "-dir=" + directory,
                "-ip=127.0.0.1",
                "-ip.bind=127.0.0.1",
                "-master.port=" + Ports.free(),
                "-master.port.grpc=" + Ports.free(),
                "-master.volumeSizeLimitMB=64",
                "-master.telemetry=false",
                "-volume.port=" + Ports.free(),
                "-volume.port.grpc=" + Ports.free(),
                "-volume.max=50",
                "-filer.port=" + Ports.free(),
                "-filer.port.grpc=" + Ports.free(),
                "-s3",
                "-s3.port=" + port,
                "-s3.port.grpc=" + Ports.free(),
                "-s3.port.iceberg=0",
                "-s3.port.lance=0",
                "-s3.config=" + identities);
        process = new ChildProcess("SeaweedFS", directory, command, Map.of(), URI.create(url + "/healthz"));
    }

    /** Says which bucket its user is for. */
    public void allow(String bucket) {
        String arn = "arn:aws:s3:::" + bucket;
        Object policy = Map.of(
                "Version",
                "2012-10-17",
                "Statement",
                List.of(
                        Map.of("Effect", "Allow", "Action", List.of("s3:ListBucket"), "Resource", List.of(arn)),
                        Map.of(
                                "Effect",
                                "Allow",
                                "Action",
                                List.of("s3:PutObject", "s3:GetObject", "s3:DeleteObject"),
                                "Resource",
                                List.of(arn + "/*"))));
        ObjectMapper json = new ObjectMapper();
        try {
            json.writeValue(
                    identities.toFile(),
                    Map.of(
                            "identities",
                            List.of(
                                    identity(ADMIN, ADMIN_SECRET, "actions", "Admin"),
                                    identity(ACCESS_KEY, SECRET_KEY, "policyNames", "files")),
                            "policies",
                            List.of(Map.of("name", "files", "content", json.writeValueAsString(policy)))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> identity(String key, String secret, String kind, String value) {
        return Map.of(
                "name",
                key,
                "credentials",
                List.of(Map.of("accessKey", key, "secretKey", secret)),
                kind,
                List.of(value));
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public String accessKey() {
        return ACCESS_KEY;
    }

    @Override
    public String secretKey() {
        return SECRET_KEY;
    }

    @Override
    public void start() {
        if (!Files.exists(identities)) {
            throw new IllegalStateException("SeaweedFS does not know who may do what. Call allow before");
        }
        process.start();
    }

    @Override
    public void stop() {
        process.stop();
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public void freeze() {
        process.freeze();
    }

    @Override
    public void thaw() {
        process.thaw();
    }

    @Override
    public void close() {
        process.kill();
        Installation.delete(directory);
    }
}
