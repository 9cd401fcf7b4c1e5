package org.discordbridge.simulator.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a thread is besides a channel (Discord docs, Channels Resource > Thread Metadata Object). */
final class ThreadState {
    long ownerId;
    boolean archived;
    boolean locked;
    Boolean invitable;
    int autoArchiveMinutes = 1440;
    int slowmode;
    final List<Long> appliedTags = new ArrayList<>();
    /** Who is in it, and since when. */
    final Map<Long, Instant> members = new LinkedHashMap<>();
}
