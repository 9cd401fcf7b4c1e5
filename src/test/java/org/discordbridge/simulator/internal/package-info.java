/** The machinery behind the simulator's nouns: its world, the gateway, the REST routes and the CDN. */
package org.discordbridge.simulator.internal;
