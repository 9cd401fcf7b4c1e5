/**
 * Writes tables as Parquet. May touch Parquet, which is in {@code target/archive} and on no class path, Zstandard, Avro,
 * and {@code TableFormat}.
 *
 * <p>It is loaded from there by {@code archive.topic}, if the archive is switched on, which knows no class of it.
 */
package org.discordbridge.archive.parquet;
