package org.discordbridge.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** S3Proxy as a child process, with its objects in files. */
final class S3Process implements S3Server {
    private static final String ACCESS_KEY = "bridge";
    private static final String SECRET_KEY = "bridge-secret";

    private final Path directory = Installation.newDirectory("s3");
    private final String url = "http://127.0.0.1:" + Ports.free();
    private final ChildProcess process;

    S3Process() {
        Path settings = directory.resolve("s3proxy.conf");
        try {
            Path objects = Files.createDirectory(directory.resolve("objects"));
            Files.writeString(settings, """
                    s3proxy.endpoint=%s
                    s3proxy.authorization=aws-v4
                    s3proxy.identity=%s
                    s3proxy.credential=%s
                    jclouds.provider=filesystem-nio2
                    jclouds.filesystem.basedir=%s
                    """.formatted(
                            url, ACCESS_KEY, SECRET_KEY, objects.toString().replace("\\", "\\\\")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> arguments = List.of("--properties", settings.toString());
        Path jar = Installation.find("s3", "-jar-with-dependencies.jar");
        process = new ChildProcess("S3", directory, jar, List.of("-Xmx128m"), arguments, URI.create(url));
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
    public void close() {
        process.kill();
        Installation.delete(directory);
    }
}
