package org.discordbridge.lane;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Hands exchanges over to another route in order per key. */
@Component("lane")
public class LaneComponent extends DefaultComponent {
    private final Map<String, LaneQueue> queues = new ConcurrentHashMap<>();

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        LaneEndpoint endpoint = new LaneEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    /**
     * Returns the queue of that name. Queues belong to the component, not to an endpoint: so what waits survives the
     * reload of a route.
     */
    LaneQueue queue(String name) {
        return queues.computeIfAbsent(name, LaneQueue::new);
    }

    @Override
    protected void doStop() throws Exception {
        queues.values().forEach(queue -> queue.stop(getCamelContext()));
        queues.clear();
        super.doStop();
    }
}
