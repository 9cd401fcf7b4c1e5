/**
 * Does the operations of {@code to: discord:}, from {@code send-message} to {@code add-role}. May touch Camel,
 * {@code options}, {@code event} and the session's rooms.
 *
 * <p>{@code Operation} lists them; {@code RequestField} says where each value of a request comes from (body, header,
 * option); {@code MessageParts} makes the messages of a request, {@code MessageSplitter} cuts a text at 2,000
 * characters, {@code MessageFields} has flags, embeds and mentions. The nonce is made in {@code PostOperations}. The
 * HTTP requests themselves are in {@code session.call}.
 */
package org.discordbridge.discord.operation;
