package org.discordbridge.streams;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes on when a record is too large for its topic: it never will be smaller, and all else would wait behind it. */
public final class TooLarge implements ProductionExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(TooLarge.class);

    @Override
    public Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        if (!(exception instanceof RecordTooLargeException)) {
            return Response.fail();
        }
        LOG.error(
                "What came of the record at {}-{}@{} is too large for topic {}, and is lost. Raise max.message.bytes there",
                context.topic(),
                context.partition(),
                context.offset(),
                record.topic());
        return Response.resume();
    }

    @Override
    public void configure(Map<String, ?> configs) {
        // there is nothing to configure
    }
}
