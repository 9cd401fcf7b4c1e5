/**
 * Brings files of messages from Discord's CDN into the bucket. It knows which hosts and addresses may be asked
 * ({@code CdnHosts}), under which key a file lies ({@code ObjectKey}), its digest and size ({@code Transfer}), what
 * settings refuse ({@code AttachmentPolicy}), and what is said when it could not be stored. May touch Camel, an HTTP
 * client, Tika, the MinIO SDK and {@code event}; never JDA or Avro.
 *
 * <p>The flow is {@code routes/store-attachments.camel.yaml}, for files that wait
 * {@code routes/store-pending-files.camel.yaml}. {@code StoreState} says in words what a failure of the store means,
 * also for {@code --check}. {@code AnswerFiles} opens files of answers.
 */
package org.discordbridge.archive;
