/**
 * What the bridge does and has still to do: as figures for Prometheus, and in the log when it starts and ends. May touch
 * Camel, Micrometer, the Vert.x router that serves them, and the rooms that it tells of.
 */
package org.discordbridge.metrics;
