package org.discordbridge.simulator;

/**
 * Something of a guild that is created, renamed and deleted, each of which is dispatched: a role, a sound, a stage, an
 * integration, a scheduled event, a rule of AutoMod.
 */
public interface Entity {
    /** Its snowflake. */
    long id();

    /** Its name; of a stage, its topic. */
    String name();

    /** Gives it another name and dispatches the update. */
    void rename(String name);

    /** Deletes it and dispatches that; a second time does nothing. */
    void delete();
}
