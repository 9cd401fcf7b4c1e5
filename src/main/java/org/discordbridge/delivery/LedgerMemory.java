package org.discordbridge.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.discordbridge.discord.options.PostRepository;

/** Holds the newest entries of the ledger, bounded by number and age. Safe for any number of threads. */
final class LedgerMemory {
    private final Map<String, LedgerEntry> entries = new LinkedHashMap<>();
    /** The key of the first part of the answer that was posted last, by uuid. */
    private final Map<String, String> firsts = new HashMap<>();

    private final int most;
    private final Duration longest;
    private final Clock clock;

    LedgerMemory(int most, Duration longest, Clock clock) {
        this.most = most;
        this.longest = longest;
        this.clock = clock;
    }

    synchronized void put(String key, LedgerEntry entry) {
        if (isOld(entry)) {
            return;
        }
        LedgerEntry known = entries.get(key);
        if (known != null && (known.equals(entry) || known.timestamp() > entry.timestamp())) {
            // what this process wrote comes back from the topic, when memory may already know better
            return;
        }
        entries.remove(key);
        entries.put(key, entry);
        if (entry.uuid() != null && entry.part() == 0) {
            firsts.put(entry.uuid(), key);
        }
        Iterator<Map.Entry<String, LedgerEntry>> eldest = entries.entrySet().iterator();
        while (eldest.hasNext()) {
            Map.Entry<String, LedgerEntry> next = eldest.next();
            if (entries.size() <= most && !isOld(next.getValue())) {
                break;
            }
            eldest.remove();
            forgetFirst(next.getKey(), next.getValue());
        }
    }

    synchronized void remove(String key) {
        LedgerEntry entry = entries.remove(key);
        if (entry != null) {
            forgetFirst(key, entry);
        }
    }

    /** Finds the entry of a key; null if it is not known, or too old. */
    synchronized LedgerEntry get(String key) {
        LedgerEntry entry = entries.get(key);
        return entry == null || isOld(entry) ? null : entry;
    }

    /**
     * Finds the first message of the answer with that uuid, the last one if there are several; null if none is known.
     */
    synchronized LedgerEntry first(String uuid) {
        String key = firsts.get(uuid);
        return key == null ? null : get(key);
    }

    /**
     * Returns the messages of the answer with that uuid, in order.
     *
     * @param ever true for all messages that it ever had; false for those that have its text by the last known edit
     */
    synchronized List<String> messages(String uuid, boolean ever) {
        String key = firsts.get(uuid);
        LedgerEntry first = key == null ? null : get(key);
        Set<String> all = new LinkedHashSet<>();
        if (first != null) {
            all.add(first.messageId());
            String edited = AnswerIdentity.shortened(PostRepository.identityFrom(first.messageId())) + "-";
            if (ever || get(edited + 1) == null) {
                add(key.substring(0, key.length() - 1), all);
            }
            if (ever) {
                add(edited, all);
            }
        }
        return List.copyOf(all);
    }

    private void add(String keys, Set<String> all) {
        LedgerEntry next = get(keys + 1);
        for (int part = 2; next != null; part++) {
            all.add(next.messageId());
            next = get(keys + part);
        }
    }

    synchronized int size() {
        return entries.size();
    }

    private void forgetFirst(String key, LedgerEntry entry) {
        if (entry.uuid() != null) {
            firsts.remove(entry.uuid(), key);
        }
    }

    private boolean isOld(LedgerEntry entry) {
        return clock.millis() - entry.timestamp() > longest.toMillis();
    }
}
