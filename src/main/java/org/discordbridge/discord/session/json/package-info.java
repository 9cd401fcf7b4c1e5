/**
 * Reads Discord's JSON in a way that tolerates missing and odd parts. May touch JDA's JSON, a library that reads times,
 * and {@code event}.
 *
 * <p>{@code read} makes whole messages and events from it.
 */
package org.discordbridge.discord.session.json;
