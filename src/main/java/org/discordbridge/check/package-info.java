/**
 * What {@code --check} does: asks everything that the bridge needs whether it would start, and changes nothing. And what a
 * start begins with before its routes are made. May touch Camel, and the rooms whose own checks and beginnings it calls.
 */
package org.discordbridge.check;
