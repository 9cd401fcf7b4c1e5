/**
 * Reloads route files that are edited while the bridge runs: each is tried first, and a broken one changes nothing.
 * {@code RouteFolder} sees the edit, {@code RouteReload} decides, {@code RunningRoutes} replaces, {@code BrokenFile}
 * words what is wrong. May touch Camel, {@code check}, and {@code settings}.
 */
package org.discordbridge.reload;
