package org.discordbridge.assistant;

/**
 * One message of a conversation.
 *
 * @param own whether the bot wrote it
 * @param name of who wrote it
 * @param text its text
 */
public record Turn(boolean own, String name, String text) {}
