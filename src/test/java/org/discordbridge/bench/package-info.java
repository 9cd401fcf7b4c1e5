/**
 * What {@code mvn -q -Pbench} runs: how fast the packaged bridge is, beside what one would write by hand, in the same run
 * on the same machine. Prints one table. Nothing here can fail by the clock.
 */
package org.discordbridge.bench;
