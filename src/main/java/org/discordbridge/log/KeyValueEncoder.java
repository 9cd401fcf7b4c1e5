package org.discordbridge.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.encoder.EncoderBase;
import java.util.regex.Pattern;
import org.slf4j.event.KeyValuePair;

/**
 * Writes a line of {@code key=value} pairs for each log event: time, level, logger, the ids of the MDC, the event's own
 * fields, the message, and the chain of causes if something failed. A value is quoted unless it is one word; empty
 * values are left out.
 */
public final class KeyValueEncoder extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = {};
    private static final Pattern WORD = Pattern.compile("[-+._:/@,#a-zA-Z0-9]+");

    @Override
    public byte[] encode(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(256);
        add(line, "time", event.getInstant().toString());
        add(line, "level", event.getLevel().toString());
        String logger = event.getLoggerName();
        add(line, "logger", logger.substring(logger.lastIndexOf('.') + 1));
        event.getMDCPropertyMap().forEach((key, value) -> add(line, key, value));
        if (event.getKeyValuePairs() != null) {
            for (KeyValuePair pair : event.getKeyValuePairs()) {
                add(line, pair.key, String.valueOf(pair.value));
            }
        }
        add(line, "text", event.getFormattedMessage());
        for (IThrowableProxy cause = event.getThrowableProxy(); cause != null; cause = cause.getCause()) {
            add(line, "cause", cause.getClassName() + ": " + cause.getMessage());
            if (cause.getCause() == cause) {
                break;
            }
        }
        return line.append('\n').toString().getBytes(UTF_8);
    }

    private static void add(StringBuilder line, String key, String value) {
        if (value == null || value.isEmpty()) {
            return;
        }
        if (line.length() > 0) {
            line.append(' ');
        }
        line.append(key).append('=');
        if (WORD.matcher(value).matches()) {
            line.append(value);
            return;
        }
        line.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> line.append("\\\"");
                case '\\' -> line.append("\\\\");
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> line.append(Character.isISOControl(c) ? ' ' : c);
            }
        }
        line.append('"');
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
