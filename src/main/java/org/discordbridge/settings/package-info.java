/**
 * Which settings there are and what they may be, checked before anything starts. Touches the JDK only.
 */
package org.discordbridge.settings;
