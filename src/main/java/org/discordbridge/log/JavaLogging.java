package org.discordbridge.log;

import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Passes messages of the JDK's own logging to the bridge's log. OpenTelemetry, OkHttp and others would write to
 * standard error otherwise, in another format. A failure is a word at the end of the line; its stack trace is logged at
 * DEBUG.
 */
public final class JavaLogging extends Handler {
    private final SimpleFormatter formatter = new SimpleFormatter();

    private JavaLogging() {}

    /** Passes the JDK's log on from now on, for the whole process. */
    public static void install() {
        LogManager.getLogManager().reset();
        java.util.logging.Logger.getLogger("").addHandler(new JavaLogging());
    }

    @Override
    public void publish(LogRecord record) {
        if (record == null) {
            return;
        }
        Logger logger = LoggerFactory.getLogger(record.getLoggerName() == null ? "java" : record.getLoggerName());
        Level level = levelOf(record.getLevel().intValue());
        if (!logger.isEnabledForLevel(level)) {
            return;
        }
        Throwable thrown = record.getThrown();
        String text = formatter.formatMessage(record).strip();
        logger.atLevel(level)
                .setCause(logger.isDebugEnabled() ? thrown : null)
                .log(thrown == null ? text : text + ": " + innermost(thrown));
    }

    private static Throwable innermost(Throwable thrown) {
        return thrown.getCause() == null ? thrown : innermost(thrown.getCause());
    }

    private static Level levelOf(int level) {
        if (level >= java.util.logging.Level.SEVERE.intValue()) {
            return Level.ERROR;
        }
        if (level >= java.util.logging.Level.WARNING.intValue()) {
            return Level.WARN;
        }
        return level >= java.util.logging.Level.INFO.intValue() ? Level.INFO : Level.DEBUG;
    }

    @Override
    public void flush() {
        // nothing is buffered
    }

    @Override
    public void close() {
        // nothing is open
    }
}
