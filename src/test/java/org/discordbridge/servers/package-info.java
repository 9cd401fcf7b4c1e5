/**
 * The real servers that tests and the sandbox run on: Kafka, a schema registry, S3.
 *
 * <p>May touch Kafka, Testcontainers and JUnit. May not touch the bridge, so that it can be judged on them.
 */
package org.discordbridge.servers;
