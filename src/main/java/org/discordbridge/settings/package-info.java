/**
 * Which settings there are and what they may be, checked before anything starts. Touches the JDK and the reader of
 * {@code .env} only.
 */
package org.discordbridge.settings;
