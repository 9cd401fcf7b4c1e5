/**
 * Makes delivery over Kafka dependable: topics that exist, producers and consumers that lose and double nothing, the
 * ledger of what was posted, and results. May touch Kafka, Camel and what {@code discord} asks of a repository; never
 * JDA or MinIO.
 *
 * <p>Records: {@code WatchedClientFactory} gives each route that reads in a group its consumer. {@code AtLeastOnce}
 * says when a record is finished, {@code CommitTracker} up to where offsets may be committed, and
 * {@code CommittingConsumer} commits them. {@code TopicReader} reads a whole topic, in no group.
 *
 * <p>Answers: {@code EarlierAnswers} and {@code Ledger} know what was posted before; {@code AnswerResults} says what
 * became of an answer; {@code AnswerLane} says which answers wait for each other. {@code KafkaStateRepository} keeps
 * watermarks. {@code RefusedRecordException} is what Kafka refuses for good; {@code AcknowledgementWatch} sees that a
 * broker is away.
 *
 * <p>Dead letters are written by {@code routes/dead-letters.camel.yaml}, and read in {@code deadletter}.
 */
package org.discordbridge.delivery;
