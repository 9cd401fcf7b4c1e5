package org.discordbridge.cluster;

/** Is a bridge that is there, as the notes tell. For the thread of the view. */
final class Bridge {
    private final String id;
    private final long joinedAt;
    private final long since;
    String host;
    String process;
    boolean able = true;
    boolean leaving;
    int refused;
    /** Time of the log when it last wrote. */
    long heard;
    /** Time by the broker's clock when it last wrote. */
    long heardAt;
    /** Time of the log when it joined; the lowest number if that was before this one was told. */
    long joinedTime = Long.MIN_VALUE;

    /**
     * Makes one.
     *
     * @param joinedAt offset of its first note; -1 if it was there before
     * @param since the time of that by the broker's clock, in milliseconds
     */
    Bridge(String id, long joinedAt, long since) {
        this.id = id;
        this.joinedAt = joinedAt;
        this.since = since;
    }

    String id() {
        return id;
    }

    long joinedAt() {
        return joinedAt;
    }

    String host() {
        return host;
    }

    String process() {
        return process;
    }

    boolean isAble() {
        return able;
    }

    boolean isLeaving() {
        return leaving;
    }

    int refused() {
        return refused;
    }

    /** Returns the time when it joined, in milliseconds of the broker's clock. */
    long since() {
        return since;
    }
}
