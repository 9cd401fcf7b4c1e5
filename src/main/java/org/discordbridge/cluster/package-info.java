/**
 * Lets several bridges with the same token act as one: each has some of the bot's shards. May touch Kafka, Camel, and what
 * {@code discord.sharing} asks; never JDA.
 *
 * <p>All of them write notes to one partition of a topic, and read all notes in the same order ({@code ClusterLog},
 * {@code Note}). So all come to the same view of who is there and who has which shard ({@code ClusterView},
 * {@code ShardPlan}), by Kafka's clock alone. {@code ClusterMember} is this process: it acts on the view, and stops acting
 * when its own notes do not come back. {@code Bridges} is the bean that the component {@code discord:} is given.
 *
 * <p>What happens with a shard is in {@code discord.ShardShare}; watermarks are in {@code discord.catchup}.
 */
package org.discordbridge.cluster;
