package org.discordbridge.servers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Where a program is that the build does not fetch: as a system property says, on the path, or made with Go. */
public final class ForeignProgram {
    /** The version of SeaweedFS that is made, as Go names it, and as its people do. */
    public static final String SEAWEEDFS = "v0.0.0-20261109003541-7506e5f91cd6";

    private static final String MODULE = "github.com/seaweedfs/seaweedfs";
    private static final Path HOME = Path.of("target", "foreign").toAbsolutePath();
    private static final int LONGEST_BUILD_MINUTES = 40;

    private ForeignProgram() {}

    /** SeaweedFS, {@code foreign.weed}; empty if there is none, and Go cannot make it. */
    public static Optional<Path> weed() throws IOException, InterruptedException {
        Optional<Path> installed = find("weed");
        if (installed.isPresent() || !onPath("go").isPresent()) {
            return installed;
        }
        Path program = Files.createDirectories(HOME.resolve(SEAWEEDFS)).resolve("weed");
        if (Files.exists(program)) {
            return Optional.of(program);
        }
        Files.deleteIfExists(program.resolveSibling("go.mod"));
        boolean made = go(program, "mod", "init", "foreign")
                && go(program, "get", MODULE + "/weed@" + SEAWEEDFS)
                // as its own go.mod says, which counts only there
                && go(
                        program,
                        "mod",
                        "edit",
                        "-replace=github.com/tyler-smith/go-bip39=github.com/cosmos/go-bip39@v1.0.0")
                && go(program, "build", "-mod=mod", "-o", program.toString(), MODULE + "/weed");
        return made ? Optional.of(program) : Optional.empty();
    }

    /** Karapace, {@code foreign.karapace}; empty if there is none. */
    public static Optional<Path> karapace() {
        return find("karapace");
    }

    private static Optional<Path> find(String name) {
        String named = System.getProperty("foreign." + name, "");
        return named.isEmpty() ? onPath(name) : Optional.of(Path.of(named));
    }

    private static Optional<Path> onPath(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static boolean go(Path program, String... arguments) throws IOException, InterruptedException {
        Process go = new ProcessBuilder(Stream.concat(Stream.of("go"), List.of(arguments).stream())
                        .toList())
                .directory(program.getParent().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        program.resolveSibling("build.log").toFile()))
                .start();
        if (!go.waitFor(LONGEST_BUILD_MINUTES, TimeUnit.MINUTES)) {
            go.destroyForcibly();
            return false;
        }
        return go.exitValue() == 0;
    }
}
