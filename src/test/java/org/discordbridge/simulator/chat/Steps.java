package org.discordbridge.simulator.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.discordbridge.simulator.TraceStep;

/** The latest steps of all ways, numbered. Safe for any number of threads. */
final class Steps {
    private static final int KEPT = 2_000;

    private final ArrayDeque<ObjectNode> steps = new ArrayDeque<>();
    private final Runnable changed;
    private long last;

    Steps(Runnable changed) {
        this.changed = changed;
    }

    void add(TraceStep step) {
        ObjectNode json = Json.object()
                .put("kind", step.kind().name().toLowerCase(java.util.Locale.ROOT))
                .put("title", step.title())
                .put("place", step.place())
                .put("detail", step.detail())
                .put("link", step.link())
                .put("when", step.when().toEpochMilli());
        ArrayNode about = json.putArray("about");
        step.about().forEach(about::add);
        synchronized (this) {
            json.put("number", ++last);
            steps.addLast(json);
            if (steps.size() > KEPT) {
                steps.removeFirst();
            }
        }
        changed.run();
    }

    /** Those after a number, oldest first. */
    synchronized List<ObjectNode> after(long number) {
        List<ObjectNode> fresh = new ArrayList<>();
        for (var newest = steps.descendingIterator(); newest.hasNext(); ) {
            ObjectNode step = newest.next();
            if (step.path("number").asLong() <= number) {
                break;
            }
            fresh.add(0, step);
        }
        return fresh;
    }
}
