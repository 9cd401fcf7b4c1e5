package org.discordbridge.telemetry;

import org.apache.camel.telemetry.decorators.AbstractInternalSpanDecorator;

/** Names a span of {@code lane:} by the name of the hand-over. */
public final class LaneSpanDecorator extends AbstractInternalSpanDecorator {
    @Override
    public String getComponent() {
        return "lane";
    }

    @Override
    public String getComponentClassName() {
        return "org.discordbridge.lane.LaneComponent";
    }
}
