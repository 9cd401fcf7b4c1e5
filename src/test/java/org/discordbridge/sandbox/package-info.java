/**
 * A place to try the bridge without an account, a broker or Docker: starts whatever is not configured, then the bridge
 * as its users run it, and shows what goes where.
 *
 * <p>May touch {@code servers}, {@code simulator}, {@code settings} and the other end of the topics in {@code bridge}.
 * May not touch the bridge's own rooms: it shows what others see.
 */
package org.discordbridge.sandbox;
