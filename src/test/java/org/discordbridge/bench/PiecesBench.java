package org.discordbridge.bench;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The inner pieces on their own, by JMH: every {@code …Piece} among the tests, in its room since it looks inside. */
final class PiecesBench {
    private final Scale scale;
    private final Table table;

    PiecesBench(Scale scale, Table table) {
        this.scale = scale;
        this.table = table;
    }

    void run() throws Exception {
        Options options = new OptionsBuilder()
                .include("org\\.discordbridge\\..*Piece\\..*")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(1)
                .warmupIterations(scale.warm())
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(scale.rounds())
                .measurementTime(TimeValue.seconds(1))
                // those of the bridge
                .jvmArgs("-XX:+UseSerialGC", "-Xmx256m")
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .build();
        OutputFormat progress = OutputFormatFactory.createFormatInstance(System.err, VerboseMode.NORMAL);
        for (RunResult result : new Runner(options, progress).run()) {
            String what = "piece: " + words(result.getParams().getBenchmark());
            table.add(what, "ns", figures(result, null));
            table.add(what, "bytes allocated", figures(result, "gc.alloc.rate.norm"));
        }
    }

    /** One figure of each round: the time if no other is named. */
    private static double[] figures(RunResult result, String name) {
        return result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .mapToDouble(round -> figure(round, name))
                .toArray();
    }

    private static double figure(IterationResult round, String name) {
        return (name == null
                        ? round.getPrimaryResult()
                        : round.getSecondaryResults().get(name))
                .getScore();
    }

    /** {@code readJson} of {@code PayloadPiece} is "read json". */
    private static String words(String benchmark) {
        return benchmark
                .substring(benchmark.lastIndexOf('.') + 1)
                .replaceAll("([A-Z])", " $1")
                .toLowerCase(Locale.ROOT);
    }
}
