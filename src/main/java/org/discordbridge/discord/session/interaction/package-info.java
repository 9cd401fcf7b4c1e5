/**
 * Serves interactions: slash commands, buttons, select menus, forms and suggestions. {@code InteractionMatch} says
 * which route serves which, {@code Interactions} acknowledges within Discord's three seconds, {@code PendingAnswers}
 * knows which tokens still wait. May touch JDA, {@code command}, {@code finding}, {@code json}, {@code read},
 * {@code rest}, {@code subscribe} and {@code session}.
 *
 * <p>{@code call.InteractionReplies} sends the answers.
 */
package org.discordbridge.discord.session.interaction;
