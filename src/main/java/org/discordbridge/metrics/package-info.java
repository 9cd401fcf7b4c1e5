/**
 * What the bridge does and has still to do: as figures for Prometheus, and in the log when it starts and ends. May touch
 * Camel, Micrometer, and the rooms that it tells of.
 */
package org.discordbridge.metrics;
