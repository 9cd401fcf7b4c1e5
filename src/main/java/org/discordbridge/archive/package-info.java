/**
 * Files of messages on their way from Discord's CDN into the bucket: which hosts may be asked, under which key a file
 * lies, its digest, and what is said when it could not be stored. May touch Camel, an HTTP client, Tika, the MinIO SDK
 * and {@code event}; never JDA or Avro.
 */
package org.discordbridge.archive;
