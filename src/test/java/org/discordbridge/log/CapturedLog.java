package org.discordbridge.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/**
 * Keeps what one logger and those below it log, and keeps it off the console.
 *
 * <pre>{@code
 * try (CapturedLog log = CapturedLog.of("org.discordbridge.lane", Level.WARN)) {
 *     assertThat(log.messages()).containsExactly("…");
 * }
 * }</pre>
 */
public final class CapturedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private static final Map<Logger, Captures> OPEN = new HashMap<>();

    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
    private final Logger logger;
    private final Level level;

    private CapturedLog(Logger logger, Level level) {
        this.logger = logger;
        this.level = level;
        setContext(logger.getLoggerContext());
        start();
        synchronized (OPEN) {
            Captures captures = OPEN.computeIfAbsent(logger, Captures::new);
            captures.levels.add(level);
            OPEN.values().forEach(Captures::adjust);
            logger.addAppender(this);
        }
    }

    /** Of that logger from that level on, until it is closed. */
    public static CapturedLog of(String logger, Level level) {
        return new CapturedLog((Logger) LoggerFactory.getLogger(logger), level);
    }

    /** Of the logger of that class, warnings and errors. */
    public static CapturedLog warningsOf(Class<?> type) {
        return of(type.getName(), Level.WARN);
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(level)) {
            events.add(event);
        }
    }

    /** The messages, without what was thrown. */
    public List<String> messages() {
        return events.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    /** The messages that contain that: other test classes run at the same time, and log as well. */
    public List<String> messages(String part) {
        return messages().stream().filter(message -> message.contains(part)).toList();
    }

    /** Everything that would have been written: messages and stack traces. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (ILoggingEvent event : events) {
            text.append(event.getFormattedMessage()).append('\n');
            if (event.getThrowableProxy() != null) {
                text.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }
        return text.toString();
    }

    @Override
    public void close() {
        synchronized (OPEN) {
            logger.detachAppender(this);
            Captures captures = OPEN.get(logger);
            captures.levels.remove(level);
            OPEN.values().forEach(Captures::adjust);
            if (captures.levels.isEmpty()) {
                OPEN.remove(logger);
            }
        }
        stop();
    }

    /** What is captured of one logger, and how it was before: the last one to end restores that. */
    private static final class Captures {
        private final Logger logger;
        private final Level levelBefore;
        private final boolean additiveBefore;
        private final List<Level> levels = new ArrayList<>();

        Captures(Logger logger) {
            this.logger = logger;
            this.levelBefore = logger.getLevel();
            this.additiveBefore = logger.isAdditive();
        }

        /** Who captures a logger above this one gets what is logged here as well. */
        void adjust() {
            boolean none = levels.isEmpty();
            List<Level> wanted = OPEN.values().stream()
                    .filter(captures -> captures == this || captures.isAbove(logger))
                    .flatMap(captures -> captures.levels.stream())
                    .toList();
            logger.setLevel(none ? levelBefore : Collections.min(wanted, Comparator.comparingInt(Level::toInt)));
            logger.setAdditive(none ? additiveBefore : wanted.size() > levels.size());
        }

        private boolean isAbove(Logger other) {
            return !levels.isEmpty() && other.getName().startsWith(logger.getName() + ".");
        }
    }
}
