/**
 * What becomes of route files that are edited while the bridge runs: each is tried first, and what is broken changes
 * nothing. May touch Camel, {@code check}, and {@code settings}.
 */
package org.discordbridge.reload;
