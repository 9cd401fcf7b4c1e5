/**
 * Order where it matters and nowhere else: what has the same key runs in order, what has different keys runs side by
 * side, bounded. May touch Camel, whose patience at a
 * stop it has.
 *
 * <p>The Camel component {@code lane:} around it is in the room {@code lane}.
 */
package org.discordbridge.discord.lanes;
