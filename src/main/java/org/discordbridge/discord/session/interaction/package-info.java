/**
 * Interactions: slash commands, buttons, selects, forms and suggestions. {@code InteractionMatch} says which route
 * serves which, {@code Interactions} acknowledges within Discord's three seconds, {@code PendingAnswers} knows which
 * tokens still wait. May touch JDA, {@code command}, {@code finding}, {@code json}, {@code read}, {@code rest}, {@code
 * subscribe} and {@code session}.
 *
 * <p>Answers to them are sent in {@code call.InteractionReplies}.
 */
package org.discordbridge.discord.session.interaction;
