package org.discordbridge.discord.session.connect;

import java.util.Map;
import net.dv8tion.jda.api.GatewayEncoding;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.audio.AudioModuleConfig;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.Compression;
import net.dv8tion.jda.internal.JDAImpl;
import net.dv8tion.jda.internal.utils.config.AuthorizationConfig;
import net.dv8tion.jda.internal.utils.config.MetaConfig;
import net.dv8tion.jda.internal.utils.config.SessionConfig;
import net.dv8tion.jda.internal.utils.config.ThreadingConfig;

/**
 * A shard whose gateway uses {@link GatewayClient}. It is not nested in that: JDK 25 crashes when it makes a cache of classes
 * of which one is nested in a class that it leaves out, as it does with all that extend classes of Java 5.
 */
final class ShardJda extends JDAImpl {
    ShardJda(
            AuthorizationConfig authorization,
            SessionConfig session,
            ThreadingConfig threads,
            MetaConfig meta,
            RestConfig rest,
            AudioModuleConfig audio) {
        super(authorization, session, threads, meta, rest, audio);
    }

    /** Begins to connect as JDA's own {@code login} does, for a bot that is known already. */
    void connect(JDA.ShardInfo info, Compression compression, int intents, GatewayEncoding encoding) {
        prepare(info);
        gatewayUrl = getGateway();
        setStatus(Status.LOGGING_IN);
        Map<String, String> context = metaConfig.getMdcContextMap();
        if (context != null && info != null) {
            context.put("jda.shard", info.getShardString());
            context.put("jda.shard.id", String.valueOf(info.getShardId()));
            context.put("jda.shard.total", String.valueOf(info.getShardTotal()));
        }
        requester.setContextReady(context != null);
        client = new GatewayClient(this, compression, intents, encoding);
    }

    /** Makes it ready for requests over REST. */
    void prepare(JDA.ShardInfo info) {
        shardInfo = info;
        threadConfig.init(this::getIdentifierString);
        initRequester();
    }
}
