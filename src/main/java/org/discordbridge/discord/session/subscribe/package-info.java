/**
 * Who wants which events, and the gateway intents that follow from it ({@code IntentsNeeded}). May touch {@code event}
 * and {@code session}.
 *
 * <p>Which route serves which interaction is decided in {@code interaction.InteractionMatch}; an event's filter of
 * channels, guilds and texts is {@code discord.EventFilter}.
 */
package org.discordbridge.discord.session.subscribe;
