/**
 * Has the rules of the watch: what one says, its file in YAML, and the folder that is read again when it changes. Touches
 * {@code yaml} and the JDK.
 *
 * <p>Who applies them is {@code streams.watch}.
 */
package org.discordbridge.streams.rule;
