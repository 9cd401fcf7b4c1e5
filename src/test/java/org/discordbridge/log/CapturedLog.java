package org.discordbridge.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
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
    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
    private final Logger logger;
    private final Level levelBefore;
    private final boolean additiveBefore;

    private CapturedLog(Logger logger, Level level) {
        this.logger = logger;
        this.levelBefore = logger.getLevel();
        this.additiveBefore = logger.isAdditive();
        setContext(logger.getLoggerContext());
        start();
        logger.setLevel(level);
        logger.setAdditive(false);
        logger.addAppender(this);
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
        events.add(event);
    }

    /** The messages, without what was thrown. */
    public List<String> messages() {
        return events.stream().map(ILoggingEvent::getFormattedMessage).toList();
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
        logger.detachAppender(this);
        logger.setLevel(levelBefore);
        logger.setAdditive(additiveBefore);
        stop();
    }
}
