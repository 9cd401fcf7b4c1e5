/**
 * What the bridge does and has still to do, as figures for Prometheus. May touch Camel, Micrometer and the component
 * {@code discord:}.
 */
package org.discordbridge.metrics;
