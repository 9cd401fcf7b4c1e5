/**
 * Which settings there are and what they may be, checked before anything starts; {@code .env} is read here too.
 * Touches the JDK only.
 *
 * <p>Whether what a setting names can be reached is asked in {@code check}; defaults stand in {@code
 * application.properties}.
 */
package org.discordbridge.settings;
