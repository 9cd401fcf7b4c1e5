/**
 * The page behind {@code Chat}: static files, a small interface in JSON for them, and a stream of what changes.
 *
 * <p>It acts on the simulator through what anybody may call, and sees through {@code Witness} what goes over the wire.
 */
package org.discordbridge.simulator.chat;
