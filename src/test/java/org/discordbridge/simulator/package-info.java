/**
 * A Discord for tests and for the sandbox: gateway, REST and CDN on one port, scripted and verified from Java.
 *
 * <p>It contains no main code, no JDA, no Camel and no JUnit, so that it stays an independent judge: it follows
 * Discord's documents and, where they are silent, takes the harsher reading.
 */
package org.discordbridge.simulator;
