/**
 * Answers questions with a language model: finds out whether a message is a question to the bot, gathers what was said
 * before, asks, and makes the record of the answer. May touch Camel, {@code discord} and {@code event} (to read
 * messages), and {@code settings}.
 *
 * <p>{@code Assistant} is the bean of the route. The model is a {@code ChatModel}; the one there is, is in {@code
 * assistant.model}, whose libraries are on no class path.
 */
package org.discordbridge.assistant;
