package org.discordbridge.delivery;

import org.apache.camel.Exchange;
import org.apache.camel.support.ExpressionAdapter;

/** What answers are done one after the other in: a channel, else the direct messages with somebody. */
public final class AnswerLane extends ExpressionAdapter {
    @Override
    public Object evaluate(Exchange exchange) {
        String channelId = AnswerRecords.field(exchange, "channel_id");
        return channelId.isEmpty() ? "user " + AnswerRecords.field(exchange, "user_id") : channelId;
    }
}
