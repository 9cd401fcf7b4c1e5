/**
 * Has the list of settings and their allowed values, and checks them before anything starts; reads {@code .env}.
 * Touches the JDK only.
 *
 * <p>{@code check} finds out whether a server that a setting names can be reached; defaults are in
 * {@code application.properties}.
 */
package org.discordbridge.settings;
