package org.discordbridge.reload;

import java.nio.file.Path;
import java.util.Map;
import java.util.StringJoiner;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Is up while a version of every route file runs. A detail for each broken file, under its name, says what is wrong and
 * what runs instead. It does not count for liveness: a restart mends no file.
 */
final class RouteHealthCheck extends AbstractHealthCheck {
    private final Map<Path, BrokenFile> broken;

    /** @param broken the files that are broken at the moment; safe for several threads */
    RouteHealthCheck(Map<Path, BrokenFile> broken) {
        super("bridge", "routes");
        this.broken = broken;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.up();
        StringJoiner lost = new StringJoiner(" ");
        broken.forEach((path, file) -> {
            String told = file + ". Mend the file";
            builder.detail(path.toString(), told);
            if (!file.runs()) {
                lost.add(told);
            }
        });
        if (lost.length() > 0) {
            builder.message(lost.toString()).down();
        }
    }
}
