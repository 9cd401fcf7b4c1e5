package org.discordbridge.discord;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.discordbridge.discord.catchup.Gaps;
import org.discordbridge.discord.session.SessionState;
import org.discordbridge.discord.session.SessionStatus;
import org.discordbridge.discord.session.ShardStatus;
import org.discordbridge.discord.session.finding.Findings;
import org.discordbridge.discord.session.life.DiscordSession;
import org.discordbridge.discord.sharing.Member;
import org.discordbridge.discord.sharing.Membership;

/**
 * Is up while every session with Discord is ready. If one is not, it says why: the close code and its meaning, since
 * when, and for which shard. It does not count for liveness: a restart mends no gateway.
 */
final class DiscordHealthCheck extends AbstractHealthCheck {
    private static final int MOST_NAMED = 10;

    private final DiscordComponent component;

    DiscordHealthCheck(DiscordComponent component) {
        super("camel", "discord");
        this.component = component;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        if (!component.sessions().areStarted()) {
            builder.message("Not connected to Discord yet" + whyNotYet()).down();
            return;
        }
        builder.up();
        Gaps gaps = component.gaps();
        builder.detail("gaps", gaps.open());
        if (gaps.open() > 0) {
            builder.detail("oldestGapSeconds", gaps.oldest().toSeconds());
        }
        for (SessionHolder holder : component.sessions().all()) {
            String suffix = holder.number() == 1 ? "" : "." + holder.number();
            report(builder, holder.session().status(), suffix);
            reportRefusals(builder, holder.session(), suffix);
            reportFindings(builder, holder.session().findings(), suffix);
            if (holder.share() != null && holder.share().membership() != null) {
                reportSharing(builder, holder.share().membership(), suffix);
            }
        }
    }

    private String whyNotYet() {
        return component.sessions().all().stream()
                .map(holder -> holder.session().status())
                .filter(status -> status.state() == SessionState.CONNECTING)
                .findFirst()
                .map(status -> ": " + status.reason())
                .orElse("");
    }

    private static void reportRefusals(HealthCheckResultBuilder builder, DiscordSession session, String suffix) {
        builder.detail("refusedRequests" + suffix, session.refusedRequests());
        String reason = session.heldBack();
        if (reason != null) {
            builder.down().message(reason).detail("heldBack" + suffix, reason);
        }
    }

    private static void reportFindings(HealthCheckResultBuilder builder, Findings findings, String suffix) {
        List<String> guilds = findings.unavailableGuilds();
        if (!guilds.isEmpty()) {
            builder.detail(
                    "unavailableGuilds" + suffix,
                    guilds.size() + ": " + String.join(", ", guilds.subList(0, Math.min(MOST_NAMED, guilds.size())))
                            + (guilds.size() > MOST_NAMED ? " and others" : ""));
        }
        Instant since = findings.contentWithheldSince();
        if (since != null) {
            String reason = "Discord sends messages without what people write since " + since
                    + ": switch on MESSAGE CONTENT INTENT under Developer Portal > Bot";
            builder.down().message(reason).detail("contentWithheld" + suffix, reason);
        }
    }

    /** Says who has which shard. That others have all of them, or that nobody has one, is no fault of this process. */
    private static void reportSharing(HealthCheckResultBuilder builder, Membership membership, String suffix) {
        List<Member> members = membership.members();
        builder.detail("bridges" + suffix, members.size());
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            String shards = new TreeMap<>(member.shards())
                    .entrySet().stream()
                            .map(shard -> shard.getKey().number() + " since " + shard.getValue())
                            .collect(Collectors.joining(", "));
            builder.detail(
                    "bridge" + suffix + "." + i,
                    member.name() + (member.isSelf() ? " (this one)" : "") + ", " + member.state() + " since "
                            + member.since() + (shards.isEmpty() ? "" : ": shards " + shards));
        }
        membership
                .unheld()
                .forEach(shard ->
                        builder.detail("unheld" + suffix + "." + shard.shard().number(), shard.reason()));
    }

    /** @param suffix tells the details of several sessions apart, counted in the order in which routes named them */
    private static void report(HealthCheckResultBuilder builder, SessionStatus status, String suffix) {
        builder.detail("gateway" + suffix, status.state().name());
        builder.detail("since" + suffix, status.since().toString());
        builder.detail("intents" + suffix, String.join(", ", new TreeSet<>(status.intents())));
        if (status.shards().size() == 1) {
            builder.detail("shard" + suffix, status.shards().get(0).shard().toString());
        } else if (!status.shards().isEmpty()) {
            builder.detail("shards" + suffix, status.shards().size());
            if (status.state() != SessionState.FAILED) {
                status.lost().forEach(shard -> reportLost(builder, shard, suffix));
            }
        }
        if (status.closeCode() != 0) {
            builder.detail("closeCode" + suffix, status.closeCode());
        }
        if (status.state() != SessionState.READY) {
            builder.down();
            builder.detail("reason" + suffix, status.reason());
            builder.message(
                    status.state() == SessionState.FAILED
                            ? status.reason()
                            : "Discord's gateway is not ready: " + status.state() + " since " + status.since() + ", "
                                    + status.reason()
                                    + (status.shards().size() == 1 ? " (" + status.shard() + ")" : ""));
        }
    }

    private static void reportLost(HealthCheckResultBuilder builder, ShardStatus shard, String suffix) {
        builder.detail(
                "shard" + suffix + "." + shard.shard().number(),
                shard.state() + " since " + shard.since() + ", " + shard.reason());
    }
}
