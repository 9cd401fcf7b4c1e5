/**
 * Knows which subscribers want which events, and the gateway intents that follow from it ({@code IntentsNeeded}). May
 * touch {@code event} and {@code session}.
 *
 * <p>{@code interaction.InteractionMatch} decides which route serves which interaction; {@code discord.EventFilter}
 * filters events by channel, guild and text.
 */
package org.discordbridge.discord.session.subscribe;
