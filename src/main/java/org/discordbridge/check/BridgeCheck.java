package org.discordbridge.check;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.discordbridge.archive.ObjectStore;
import org.discordbridge.avro.RegistryAvroDataFormat;
import org.discordbridge.avro.RegistryException;
import org.discordbridge.avro.RegistryUnavailableException;
import org.discordbridge.cluster.Bridges;
import org.discordbridge.delivery.NamedTopics;
import org.discordbridge.delivery.Topics;
import org.discordbridge.discord.session.connect.BotAccount;
import org.discordbridge.discord.session.subscribe.RouteNeeds;
import org.discordbridge.intents.Intents;
import org.discordbridge.settings.Setting;
import org.discordbridge.settings.Settings;
import org.discordbridge.settings.SettingsException;
import org.discordbridge.streams.rule.Rule;
import org.discordbridge.streams.rule.RuleFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at everything that the bridge needs, side by side, and prints a table of what it found. It makes every check,
 * even if another one failed. A check that asks a server takes at most ten seconds.
 */
public final class BridgeCheck {
    private static final Logger LOG = LoggerFactory.getLogger(BridgeCheck.class);
    private static final String SETTINGS = "Settings";
    private static final String TOKEN = "Token";
    private static final String INTENTS = "Intents";
    private static final String KAFKA = "Kafka";
    private static final String REGISTRY = "Registry";
    private static final String BUCKET = "Bucket";
    private static final String ROUTES = "Routes";
    private static final String BRIDGES = "Bridges";
    private static final String MEANING = "Meaning";
    private static final String RULES = "Rules";

    private static final int SECONDS_TO_ANSWER = 10;
    /** Limit for loading the route files: this asks no server, so a slow machine may take its time. */
    private static final int SECONDS_TO_LOAD = 120;

    private static final Map<String, Predicate<String>> NEEDED = Map.of(
            TOKEN,
                    name -> Set.of("DISCORD_TOKEN", "DISCORD_API_URL", "DISCORD_SHARDS")
                            .contains(name),
            KAFKA, name -> name.startsWith("KAFKA_") || isOfTopics(name),
            REGISTRY, name -> name.startsWith("SCHEMA") || name.endsWith("_TOPIC"),
            BUCKET, name -> name.startsWith("MINIO_") || name.equals("BUCKET_NAME"),
            ROUTES, name -> name.equals("ROUTES"));

    private final Settings settings;
    private final Function<Settings, Main> bridge;
    private final List<Finding> findings = new ArrayList<>();
    /** Topics that a start would make. */
    private final Set<String> missing = ConcurrentHashMap.newKeySet();

    private BridgeCheck(Settings settings, Function<Settings, Main> bridge) {
        this.settings = settings;
        this.bridge = bridge;
    }

    private static boolean isOfTopics(String name) {
        return name.startsWith("TOPIC_") || name.endsWith("_TOPIC") || name.equals("LEDGER_DAYS");
    }

    /**
     * Checks the bridge in the current folder.
     *
     * @param bridge makes what the start runs, not started
     * @return 0 if it can start, else 1
     */
    public static int run(Map<String, String> environment, Function<Settings, Main> bridge, PrintStream out) {
        List<Finding> findings;
        try {
            findings = new BridgeCheck(Settings.read(Path.of(""), environment), bridge).all();
        } catch (SettingsException e) {
            findings = List.of(Finding.failed(SETTINGS, e.getMessage()));
        }
        Finding.print(findings, out);
        return findings.stream().anyMatch(Finding::isFailure) ? 1 : 0;
    }

    private List<Finding> all() {
        settings.problems().values().forEach(problem -> findings.add(Finding.failed(SETTINGS, problem)));
        if (findings.isEmpty()) {
            findings.add(Finding.ok(SETTINGS, "all are usable"));
        }
        settings.doubts().forEach(doubt -> findings.add(Finding.warned(SETTINGS, doubt)));
        try (UnstartedBridge trial = new UnstartedBridge(settings, bridge, "false")) {
            Probe<BotAccount> token = probe(TOKEN, Setting.DISCORD_API_URL, this::account);
            Probe<List<Finding>> registry = probe(REGISTRY, Setting.SCHEMA_REGISTRY_URL, () -> registry(trial));
            Probe<List<Finding>> bucket = probe(BUCKET, Setting.MINIO_URL, () -> bucket(trial));
            RouteFiles files = new RouteFiles(settings, bridge);
            List<Finding> routes = probe(ROUTES, Setting.ROUTES, files::check).rows(rows -> rows);
            // the topics that routes name are checked too
            NamedTopics.add(trial.context(), files.topics());
            Probe<List<Finding>> kafka = probe(KAFKA, Setting.KAFKA_BOOTSTRAP_SERVERS, () -> kafka(trial));
            findings.addAll(token.rows(account -> List.of(token(account))));
            findings.add(token.seen()
                    .map(account -> intents(account, files.interests()))
                    .orElseGet(() -> Finding.skipped(INTENTS, "see " + TOKEN)));
            findings.addAll(kafka.rows(rows -> rows));
            if (kafka.seen().isPresent()) {
                token.seen().ifPresent(account -> findings.addAll(bridges(trial, account)));
            }
            for (Probe<List<Finding>> probe : List.of(registry, bucket)) {
                findings.addAll(probe.rows(rows -> rows));
            }
            findings.addAll(routes);
            findings.addAll(meaning(trial));
            findings.addAll(rules());
        } catch (Exception e) {
            LOG.debug("The wiring cannot be used", e);
            findings.add(Finding.failed("Wiring", "application.properties cannot be used: " + Reason.of(e)));
            for (String name : List.of(TOKEN, INTENTS, KAFKA, REGISTRY, BUCKET, ROUTES)) {
                findings.add(Finding.skipped(name, "see Wiring"));
            }
        }
        return findings;
    }

    private <T> Probe<T> probe(String name, Setting address, java.util.concurrent.Callable<T> look) {
        List<String> wrong = settings.problems().keySet().stream()
                .map(Enum::name)
                .filter(NEEDED.get(name))
                .toList();
        int limit = name.equals(ROUTES) ? SECONDS_TO_LOAD : SECONDS_TO_ANSWER;
        return new Probe<>(name, address.name() + " is " + settings.get(address), wrong, limit, look);
    }

    private BotAccount account() {
        URI api = URI.create(settings.get(Setting.DISCORD_API_URL).replaceAll("/+$", ""));
        return BotAccount.ask(api, settings.get(Setting.DISCORD_TOKEN));
    }

    private Finding token(BotAccount account) {
        String bot = "bot " + account.name() + " (" + account.id() + ")";
        String set = settings.get(Setting.DISCORD_SHARDS);
        int shards = "auto".equals(set) ? account.shards() : Integer.parseInt(set);
        String left = bot + (shards == 1 ? "" : " over " + shards + " shards") + ", which may log in "
                + account.loginsLeft() + " times more today";
        return account.loginsLeft() >= shards
                ? Finding.ok(TOKEN, left)
                : Finding.failed(TOKEN, left + ", once for each shard: too few for a start. Wait until tomorrow");
    }

    private static Finding intents(BotAccount account, Collection<RouteNeeds> wanted) {
        Set<String> privileged = BotAccount.privileged(wanted);
        return account.missingFor(wanted)
                .map(advice -> Finding.failed(INTENTS, "Discord would close the gateway with 4014. " + advice))
                .orElseGet(() -> Finding.ok(
                        INTENTS,
                        privileged.isEmpty()
                                ? "no privileged one is needed"
                                : String.join(", ", privileged) + (privileged.size() == 1 ? " is" : " are")
                                        + " switched on"));
    }

    private List<Finding> kafka(UnstartedBridge trial) {
        List<Finding> rows = new ArrayList<>();
        for (Topics topics : trial.beans(Topics.class)) {
            Topics.Plan plan = topics.plan(trial.context());
            missing.addAll(plan.missing());
            rows.add(Finding.ok(
                    KAFKA,
                    plan.servers() + ", " + plan.present() + " topics are there"
                            + (plan.missing().isEmpty()
                                    ? ""
                                    : ", " + plan.missing().size() + " will be made: "
                                            + String.join(", ", plan.missing()))));
        }
        return rows;
    }

    /** Says how many other bridges have shards of the bot. */
    private List<Finding> bridges(UnstartedBridge trial, BotAccount account) {
        List<Finding> rows = new ArrayList<>();
        for (Bridges bridges : trial.beans(Bridges.class)) {
            if (!bridges.isOn()) {
                rows.add(Finding.ok(BRIDGES, "SHARDS_TOPIC is empty: this one has all shards"));
                continue;
            }
            try {
                List<String> others = missing.contains(bridges.getTopic()) ? List.of() : bridges.present(account.id());
                rows.add(Finding.ok(
                        BRIDGES,
                        others.isEmpty()
                                ? "no other one is there"
                                : others.size() + " others share the shards: " + String.join(", ", others)));
            } catch (RuntimeException e) {
                LOG.debug("The bridges cannot be counted", e);
                rows.add(Finding.failed(BRIDGES, "topic " + bridges.getTopic() + " cannot be read: " + Reason.of(e)));
            }
        }
        return rows;
    }

    private static List<Finding> registry(UnstartedBridge trial) {
        List<Finding> rows = new ArrayList<>();
        for (RegistryAvroDataFormat format : trial.beans(RegistryAvroDataFormat.class)) {
            try {
                rows.add(Finding.ok(REGISTRY, format.plan()));
                format.oddities().forEach(oddity -> rows.add(Finding.warned(REGISTRY, oddity)));
            } catch (RegistryUnavailableException e) {
                // the registry would not answer for the other schemas either
                return List.of(Finding.failed(
                        REGISTRY, e.getMessage() + ". Start it, or set SCHEMA_REGISTRY_URL to where it is"));
            } catch (RegistryException e) {
                rows.add(Finding.failed(REGISTRY, Reason.told(e)));
            }
        }
        return rows;
    }

    /** Says what messages may mean; nothing if there are no intents of them. */
    private static List<Finding> meaning(UnstartedBridge trial) {
        List<Finding> rows = new ArrayList<>();
        for (Intents intents : trial.beans(Intents.class)) {
            Intents.Plan plan = intents.plan();
            plan.problems().forEach(problem -> rows.add(Finding.warned(MEANING, problem)));
            if (!plan.names().isEmpty()) {
                rows.add(Finding.ok(MEANING, "messages may be " + String.join(", ", plan.names())));
            }
        }
        return rows;
    }

    /** Says what the streams would watch for; nothing if there are no rules. */
    private List<Finding> rules() {
        Path place = Path.of(settings.get(Setting.RULES));
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        RuleFolder folder = new RuleFolder(place);
        folder.look();
        List<Finding> rows = new ArrayList<>();
        folder.problems().forEach(problem -> rows.add(Finding.warned(RULES, problem)));
        if (!folder.rules().isEmpty()) {
            rows.add(Finding.ok(
                    RULES,
                    folder.rules().stream()
                            .map(Rule::name)
                            .collect(Collectors.joining(", ", "streams would watch for ", ""))));
        }
        return rows;
    }

    private static List<Finding> bucket(UnstartedBridge trial) {
        List<Finding> rows = new ArrayList<>();
        CamelContext context = trial.context();
        for (ObjectStore store : trial.beans(ObjectStore.class)) {
            store.onContextInitializing(context);
            rows.add(Finding.ok(
                    BUCKET,
                    store.getBucket() + " at " + store.getUrl()
                            + (store.isWritable() ? " takes files" : " is not there yet and will be made")));
        }
        return rows;
    }
}
