/**
 * Has the small Camel component {@code lane:}, with which a route goes on in order for each key, and side by side for
 * different keys. May touch Camel and {@code discord.lanes}, which keeps the order.
 */
package org.discordbridge.lane;
