/**
 * Knows who has written in which guild before: {@code PeopleProcessor} adds it to each observation. May touch Kafka Streams
 * and records.
 *
 * <p>{@code streams.watch} and {@code streams.activity} ask who is new.
 */
package org.discordbridge.streams.people;
