package org.discordbridge.simulator;

/** A file of a message. */
public interface Attachment {
    /** Its snowflake. */
    long id();

    /** Its name as Discord sanitised it: ASCII letters, digits, dot, dash and underscore. */
    String filename();

    /** Its declared type, or null: Discord derives it from the extension or leaves it out. */
    String contentType();

    /** Its size in bytes. */
    long size();

    /** A link signed now, valid for the simulator's link lifetime. */
    String url();

    /** The bytes. Held in memory by this call; meant for small files. */
    byte[] bytes();
}
