/** The simulator as a JUnit 5 extension: one fresh Discord per test. */
package org.discordbridge.simulator.junit;
