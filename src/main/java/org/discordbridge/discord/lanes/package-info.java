/**
 * Keeps order only where it matters: tasks with the same key run in order, tasks with different keys run side by side,
 * within limits. May touch Camel, whose shutdown timeout it uses.
 *
 * <p>The Camel component {@code lane:} around it is in the room {@code lane}.
 */
package org.discordbridge.discord.lanes;
