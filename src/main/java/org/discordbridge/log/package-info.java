/**
 * Has the forms of the log for programs (JSON, pairs), and the ids that say what a line is about. May touch Logback,
 * Camel and {@code event}.
 *
 * <p>Levels and texts of the bridge's own lines are in the classes that log them. Which lines of libraries are
 * silenced, and why, is in {@code src/main/resources/logback.xml}.
 */
package org.discordbridge.log;
