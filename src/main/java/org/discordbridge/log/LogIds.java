package org.discordbridge.log;

import java.util.Map;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.spi.OnCamelContextInitializing;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.discordbridge.event.DiscordEvent;
import org.slf4j.MDC;

/**
 * Puts ids into the log (MDC) on every thread that an exchange uses: {@code message}, {@code channel}, and
 * {@code correlation}, which is the uuid of the event or answer, else the position of its record. If the log is for
 * people, routes are left as they are.
 */
public final class LogIds implements InterceptStrategy, OnCamelContextInitializing {
    private static final String MESSAGE = "message";
    private static final String CHANNEL = "channel";
    private static final String CORRELATION = "correlation";
    private static final String KNOWN = "DiscordBridgeLogIds";

    private boolean active;

    /** Sets the format of the log: {@code text} for people. */
    public void setFormat(String format) {
        active = !"text".equals(format);
    }

    /** Adds itself before routes are made. */
    @Override
    public void onContextInitializing(CamelContext context) {
        if (active) {
            context.getCamelContextExtension().addInterceptStrategy(this);
        }
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode step, Processor target, Processor nextTarget) {
        return new Named(AsyncProcessorConverterHelper.convert(target));
    }

    /**
     * Holds the ids of the message, channel and event that an exchange is about.
     *
     * @param message empty if it is about none, as are the others
     */
    private record Ids(String message, String channel, String correlation) {
        /** Sets all of them every time, so that none is left from the earlier work of the thread. */
        void put() {
            MDC.put(MESSAGE, message);
            MDC.put(CHANNEL, channel);
            MDC.put(CORRELATION, correlation);
        }

        static void remove() {
            MDC.remove(MESSAGE);
            MDC.remove(CHANNEL);
            MDC.remove(CORRELATION);
        }

        /** Returns the ids known before a step: those found in the exchange now, else those found earlier. */
        static Ids of(Exchange exchange) {
            Ids known = exchange.getProperty(KNOWN, Ids.class);
            if (known != null && !known.channel.isEmpty()) {
                return known;
            }
            Message message = exchange.getMessage();
            Object body = message.getBody();
            Ids found;
            if (body instanceof DiscordEvent event) {
                found = new Ids(text(event.messageId()), text(event.channelId()), event.uuid());
            } else if (body instanceof Map<?, ?> record && record.get("channel_id") != null) {
                found = new Ids(
                        text(record.get("message_id")),
                        text(record.get("channel_id")),
                        record.get("uuid") == null
                                        || record.get("uuid").toString().isEmpty()
                                ? placeOf(message)
                                : text(record.get("uuid")));
            } else if (known == null) {
                found = new Ids("", "", placeOf(message));
            } else {
                return known;
            }
            exchange.setProperty(KNOWN, found);
            return found;
        }

        private static String placeOf(Message message) {
            Object topic = message.getHeader("kafka.TOPIC");
            return topic == null
                    ? ""
                    : topic + "-" + message.getHeader("kafka.PARTITION") + "@" + message.getHeader("kafka.OFFSET");
        }

        private static String text(Object value) {
            return value == null ? "" : value.toString();
        }
    }

    private static final class Named extends DelegateAsyncProcessor {
        Named(AsyncProcessor target) {
            super(target);
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            Ids ids = Ids.of(exchange);
            ids.put();
            return super.process(exchange, doneSync -> {
                if (doneSync) {
                    callback.done(true);
                    return;
                }
                // Camel handles a failure here, on a thread that goes on with other work
                ids.put();
                try {
                    callback.done(false);
                } finally {
                    Ids.remove();
                }
            });
        }
    }
}
