/**
 * The one room that knows JDA: a gateway session per token, its life, and what is sent over REST. May touch JDA and
 * the clients it is made of, a library that reads times, and {@code event}; never Camel or Kafka.
 *
 * <p>Messages and interactions are taken from the gateway's JSON before JDA makes entities of them: nothing depends on
 * what JDA has cached, nothing is lost when it does not understand a payload, and the work of building entities that
 * nobody reads is saved.
 */
package org.discordbridge.discord.session;
