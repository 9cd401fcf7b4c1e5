/**
 * Makes requests to Discord by their subject: messages, channels, members, webhooks, replies to interactions.
 * {@code Outbox} sends one or more messages in order, each once ({@code SentLog}); {@code Revision} changes what was
 * sent. May touch JDA, {@code dispatch}, {@code interaction}, {@code json}, {@code read}, {@code rest},
 * {@code subscribe} and {@code session}.
 *
 * <p>How an exchange becomes such a request is in {@code discord.operation}; HTTP, rate limits and deadlines are in
 * {@code rest}.
 */
package org.discordbridge.discord.session.call;
