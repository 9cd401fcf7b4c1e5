/**
 * Which room may touch which, and what a route file looks like. Looks at compiled classes and at files; may touch
 * {@code log}.
 */
package org.discordbridge.architecture;
