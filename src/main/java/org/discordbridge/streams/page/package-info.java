/**
 * Serves what the streams know over HTTP: health, and the page of activity, which asks all instances so that whichever is
 * asked shows the whole. May touch Kafka Streams, Jackson, the JDK's HTTP server, and {@code streams.activity}.
 *
 * <p>The rows are made in {@code streams.activity}.
 */
package org.discordbridge.streams.page;
