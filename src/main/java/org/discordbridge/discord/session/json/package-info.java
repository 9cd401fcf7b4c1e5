/**
 * Discord's JSON as an object that tolerates what is missing or odd. May touch JDA's JSON, a library that reads times,
 * and {@code event}.
 *
 * <p>What a whole message or event is made of is in {@code read}.
 */
package org.discordbridge.discord.session.json;
