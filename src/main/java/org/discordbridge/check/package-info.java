/**
 * What {@code --check} does: asks everything that the bridge needs whether it would start, and changes nothing. May touch
 * Camel, and the rooms whose own checks it calls.
 */
package org.discordbridge.check;
