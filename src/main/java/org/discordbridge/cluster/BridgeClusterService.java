package org.discordbridge.cluster;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.cluster.CamelClusterMember;
import org.apache.camel.spi.OnCamelContextInitializing;
import org.apache.camel.support.cluster.AbstractCamelClusterService;
import org.apache.camel.support.cluster.AbstractCamelClusterView;

/**
 * Lets a route run on one bridge alone, by Camel's own means: {@code master:NAME:ENDPOINT}, or the policy
 * {@code ClusteredRoutePolicy}. It is the bridge that has been there for longest and is not about to end, whatever the name
 * is. A bridge that does not share shards runs all such routes.
 */
public final class BridgeClusterService extends AbstractCamelClusterService<BridgeClusterService.View>
        implements OnCamelContextInitializing {
    private final List<View> views = new CopyOnWriteArrayList<>();
    private Bridges bridges;
    private ExecutorService threads;

    public BridgeClusterService() {
        super("bridges");
    }

    /** Sets the bridges. */
    public void setBridges(Bridges bridges) {
        this.bridges = bridges;
    }

    /** Lets routes find it, before they are made. */
    @Override
    public void onContextInitializing(CamelContext context) {
        try {
            context.addService(this);
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeException(e);
        }
    }

    @Override
    protected void doStart() throws Exception {
        // of its own: routes start and stop in it
        threads = getCamelContext().getExecutorServiceManager().newSingleThreadExecutor(this, "one bridge alone");
        bridges.onLeadership(() -> threads.execute(() -> views.forEach(View::changed)));
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        bridges.onLeadership(() -> {});
        getCamelContext().getExecutorServiceManager().shutdown(threads);
    }

    @Override
    protected View createView(String namespace) {
        View view = new View(namespace);
        views.add(view);
        return view;
    }

    private record Member(String id, boolean leads, boolean isLocal) implements CamelClusterMember {
        @Override
        public String getId() {
            return id;
        }

        @Override
        public boolean isLeader() {
            return leads;
        }
    }

    /** Tells a route which bridge runs it. */
    final class View extends AbstractCamelClusterView {
        View(String namespace) {
            super(BridgeClusterService.this, namespace);
        }

        private void changed() {
            fireLeadershipChangedEvent(getLeader().orElse(null));
        }

        @Override
        public Optional<CamelClusterMember> getLeader() {
            return getMembers().stream().filter(CamelClusterMember::isLeader).findFirst();
        }

        @Override
        public CamelClusterMember getLocalMember() {
            return new Member(ProcessIdentity.name(), bridges.leads(), true);
        }

        @Override
        public List<CamelClusterMember> getMembers() {
            return List.of(getLocalMember());
        }

        @Override
        protected void doStart() {
            // the bridges are asked when there is a change
        }

        @Override
        protected void doStop() {
            views.remove(this);
        }
    }
}
