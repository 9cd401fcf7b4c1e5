package org.discordbridge.check;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Looks at something that may not answer, on a thread of its own.
 *
 * @param <T> what is seen
 */
final class Probe<T> {
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "check");
        thread.setDaemon(true);
        return thread;
    });

    private final String name;
    private final String where;
    private final List<String> wrong;
    private final int limit;
    private final Future<T> answer;
    private T seen;

    /**
     * Begins to look on a new thread.
     *
     * @param where the setting that says where, and its value
     * @param wrong settings without which it makes no sense to look
     * @param limit in seconds
     */
    Probe(String name, String where, List<String> wrong, int limit, Callable<T> look) {
        this.name = name;
        this.where = where;
        this.wrong = wrong;
        this.limit = limit;
        this.answer = wrong.isEmpty() ? THREADS.submit(look) : null;
    }

    /** Waits for the answer, at most until the limit, and turns it into rows. */
    List<Finding> rows(Function<T, List<Finding>> meaning) {
        if (answer == null) {
            return List.of(Finding.skipped(name, "see " + String.join(", ", wrong)));
        }
        try {
            seen = answer.get(limit, TimeUnit.SECONDS);
            return meaning.apply(seen);
        } catch (TimeoutException e) {
            answer.cancel(true);
            return List.of(Finding.failed(name, "no whole answer within " + limit + " s. Check it: " + where));
        } catch (ExecutionException e) {
            return List.of(Finding.failed(name, Reason.told(e.getCause())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(Finding.skipped(name, "interrupted"));
        }
    }

    /** Returns what was seen, after {@link #rows} has waited for it; empty if nothing was seen. */
    Optional<T> seen() {
        return Optional.ofNullable(seen);
    }
}
