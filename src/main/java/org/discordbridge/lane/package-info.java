/**
 * The small Camel component {@code lane:}, with which a route goes on in order for each key and side by side
 * otherwise. May touch Camel and {@code discord.lanes}, which has the order itself.
 */
package org.discordbridge.lane;
