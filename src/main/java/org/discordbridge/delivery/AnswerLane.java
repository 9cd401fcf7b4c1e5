package org.discordbridge.delivery;

import org.apache.camel.Exchange;
import org.apache.camel.support.ExpressionAdapter;

/**
 * Names the lane of an answer: its channel, else the direct messages with somebody. The answers of a lane are done one
 * after the other.
 */
public final class AnswerLane extends ExpressionAdapter {
    @Override
    public Object evaluate(Exchange exchange) {
        String channelId = AnswerRecords.field(exchange, "channel_id");
        return channelId.isEmpty() ? "user " + AnswerRecords.field(exchange, "user_id") : channelId;
    }
}
