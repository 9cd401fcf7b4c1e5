/** The bridge as its users run it: the packaged jar in a process and a folder of its own, on real servers. */
package org.discordbridge.bridge;
