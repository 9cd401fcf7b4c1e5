/**
 * Speaks with servers of OpenAI's API, through LangChain4j. Touches that library, and {@code assistant}, which loads it
 * from a folder of its own.
 */
package org.discordbridge.assistant.model;
