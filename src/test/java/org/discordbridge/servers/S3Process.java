package org.discordbridge.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** S3Proxy as a child process, with its objects in files. */
final class S3Process implements S3Server {
    private static final String ACCESS_KEY = "bridge";
    private static final String SECRET_KEY = "bridge-secret";
    /** What S3Proxy calls the file of a put until it is complete: the object's key and a UUID. */
    private static final Pattern UNFINISHED = Pattern.compile(".*-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Path directory = Installation.newDirectory("s3");
    private final Path objects = directory.resolve("objects");
    private final String plainUrl = "http://127.0.0.1:" + Ports.free();
    private final String url;
    private final ChildProcess process;

    S3Process(S3Settings how) {
        url = how.certificate() == null ? plainUrl : "https://127.0.0.1:" + Ports.free();
        Path settings = directory.resolve("s3proxy.conf");
        try {
            Files.createDirectory(objects);
            Files.writeString(settings, """
                    s3proxy.endpoint=%s
                    s3proxy.authorization=aws-v4
                    s3proxy.identity=%s
                    s3proxy.credential=%s
                    jclouds.provider=filesystem-nio2
                    jclouds.filesystem.basedir=%s
                    %s""".formatted(
                            plainUrl, ACCESS_KEY, SECRET_KEY, objects.toString().replace("\\", "\\\\"), more(how)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> arguments = List.of("--properties", settings.toString());
        Path jar = Installation.find("s3", "-jar-with-dependencies.jar");
        process = new ChildProcess("S3", directory, jar, List.of("-Xmx128m"), arguments, URI.create(plainUrl));
    }

    private String more(S3Settings how) throws IOException {
        StringBuilder more = new StringBuilder();
        if (how.virtualHost() != null) {
            more.append("s3proxy.virtual-host=").append(how.virtualHost()).append('\n');
        }
        if (how.certificate() != null) {
            Path keys = directory.resolve("keys.p12");
            how.writeKeys(keys, SECRET_KEY);
            more.append("s3proxy.secure-endpoint=").append(url).append('\n');
            more.append("s3proxy.keystore-path=").append(keys).append('\n');
            more.append("s3proxy.keystore-password=").append(SECRET_KEY).append('\n');
        }
        return more.toString();
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
        deleteUnfinished();
        process.start();
    }

    /** S3 shows an object when its put is complete; S3Proxy shows what is left of one that a kill has cut off. */
    private void deleteUnfinished() {
        try (Stream<Path> files = Files.walk(objects)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (UNFINISHED.matcher(file.getFileName().toString()).matches()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
