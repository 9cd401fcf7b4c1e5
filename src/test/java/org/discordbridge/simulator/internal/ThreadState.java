package org.discordbridge.simulator.internal;

import java.util.ArrayList;
import java.util.List;

/** What a thread is besides a channel (Discord docs, Channels Resource > Thread Metadata Object). */
final class ThreadState {
    long ownerId;
    boolean archived;
    boolean locked;
    Boolean invitable;
    int autoArchiveMinutes = 1440;
    int slowmode;
    final List<Long> appliedTags = new ArrayList<>();
}
