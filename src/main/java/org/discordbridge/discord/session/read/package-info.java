/**
 * Turns JSON into events: messages ({@code MessageJson}), all other dispatches ({@code DispatchReader}, by the table in
 * {@code DispatchSpec}), answers of REST that are messages ({@code RestMessages}), names of channels and guilds
 * ({@code NameLookup}), and the raw JSON of an event without its tokens ({@code RawJson}). May touch JDA, {@code json},
 * {@code event} and {@code session}.
 *
 * <p>Interactions are read in {@code interaction.InteractionReader}.
 */
package org.discordbridge.discord.session.read;
