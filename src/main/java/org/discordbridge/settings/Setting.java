package org.discordbridge.settings;

import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Lists every setting of the bridge and the values that it may have. Defaults are in {@code application.properties}.
 */
public enum Setting {
    DISCORD_TOKEN(Kind.TOKEN, "the bot token shown under Developer Portal > Bot; set it in the environment or in .env"),
    DISCORD_API_URL(Kind.URL, "the base address of Discord's REST API, such as https://discord.com/api/v10"),
    DISCORD_CDN_HOSTS(Kind.HOSTS, "hosts as host or host:port, separated by commas"),
    DISCORD_COMPRESS(Kind.BOOLEAN, "true or false"),
    DISCORD_SHARDS(Kind.SHARDS, "a number of shards from 1 to 9999, or auto"),
    HAND_OVER_TIMEOUT(Kind.OPTIONAL_NUMBER, "whole seconds, or 0 not to wait"),
    CATCH_UP_FROM(
            Kind.SINCE,
            "an age such as 12h or 7d, a moment such as 2026-01-31T00:00:00Z, the id of a message, or empty"),
    CATCH_UP_MAX_AGE(Kind.AGE, "an age such as 30m, 12h or 7d, or empty"),
    CATCH_UP_AUDIT(Kind.NUMBER, "whole seconds, or 0 for never"),
    BRIDGE_BOTS(Kind.BOOLEAN, "true or false"),
    ANNOUNCEMENT_CHANNEL_ID(Kind.OPTIONAL_ID, "the id of a channel, digits only, or empty"),
    ANNOUNCEMENT_TEXT(Kind.TEXT, "a text"),
    ALLOWED_MENTIONS(Kind.MENTIONS, "any of users, roles, everyone, separated by commas, or empty"),
    COMMAND_GUILDS(Kind.OPTIONAL_IDS, "ids of guilds, separated by commas, or empty"),
    LATE_ANSWERS(Kind.LATE, "channel or dead-letter"),
    KAFKA_BOOTSTRAP_SERVERS(Kind.SERVERS, "addresses as host:port, separated by commas"),
    KAFKA_SECURITY_PROTOCOL(Kind.PROTOCOL, "PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL"),
    KAFKA_SASL_MECHANISM(Kind.TEXT, "a SASL mechanism, such as PLAIN or SCRAM-SHA-512, or empty"),
    KAFKA_SASL_JAAS_CONFIG(Kind.SECRET, "a JAAS configuration line, or empty"),
    COMMANDS_TOPIC(Kind.TOPIC, "a topic name of letters, digits, dots, hyphens and underscores"),
    RESPONSES_TOPIC(Kind.TOPIC, "a topic name of letters, digits, dots, hyphens and underscores"),
    EVENTS(Kind.EVENTS, "names of events such as reaction-added, with * for any characters, separated by commas"),
    EVENTS_TOPIC(Kind.TOPIC, "a topic name of letters, digits, dots, hyphens and underscores"),
    WATERMARKS_TOPIC(Kind.TOPIC, "a topic name of letters, digits, dots, hyphens and underscores"),
    DEAD_LETTERS_TOPIC(Kind.TOPIC, "a topic name of letters, digits, dots, hyphens and underscores"),
    RESULTS_TOPIC(Kind.TOPIC, "a topic name of letters, digits, dots, hyphens and underscores"),
    LEDGER_TOPIC(Kind.TOPIC, "a topic name of letters, digits, dots, hyphens and underscores"),
    SHARDS_TOPIC(Kind.OPTIONAL_TOPIC, "a topic name of letters, digits, dots, hyphens and underscores, or empty"),
    LEDGER_SIZE(Kind.SIZE_OF_LEDGER, "a number from 1 to 9999999"),
    LEDGER_DAYS(Kind.DAYS, "whole days from 1 to 3650"),
    TOPIC_PARTITIONS(Kind.COUNT_OR_BROKER, "a number from 1, or -1 for the broker's own default"),
    TOPIC_REPLICATION(Kind.COUNT_OR_BROKER, "a number from 1, or -1 for the broker's own default"),
    RESPONSES_GROUP(Kind.NAME, "a consumer group"),
    RESPONSES_OFFSET_RESET(Kind.RESET, "earliest or latest"),
    RESPONSES_RETRIES(Kind.NUMBER, "a number from 0"),
    RESPONSES_AHEAD(Kind.AHEAD, "a number from 1 to 10000"),
    ECHO_GROUP(Kind.NAME, "a consumer group"),
    SCHEMA_REGISTRY_URL(Kind.URL, "the address of a schema registry, such as http://localhost:8081"),
    SCHEMA_REGISTRY_USERNAME(Kind.TEXT, "a user name, or empty"),
    SCHEMA_REGISTRY_PASSWORD(Kind.SECRET, "a password, or empty"),
    SCHEMA_COMPATIBILITY(Kind.COMPATIBILITY, "FULL, BACKWARD, FORWARD or NONE"),
    MINIO_URL(Kind.URL, "the address of an S3 store, such as http://localhost:9000"),
    MINIO_ACCESS_KEY(Kind.NAME, "an access key"),
    MINIO_SECRET_KEY(Kind.REQUIRED_SECRET, "a secret key"),
    MINIO_REGION(Kind.TEXT, "a region, or empty"),
    BUCKET_NAME(Kind.BUCKET, "a bucket name: 3 to 63 lower-case letters, digits, dots and hyphens"),
    MINIO_ADDRESSING(Kind.ADDRESSING, "auto, path or virtual"),
    MINIO_CA_FILE(Kind.TEXT, "a file of certificates in PEM, or empty"),
    MINIO_ENCRYPTION(Kind.ENCRYPTION, "S3, KMS:KEY with the key's name, or empty"),
    MINIO_PUBLIC_URL(Kind.OPTIONAL_URL, "the address at which others reach the store, or empty"),
    MINIO_LINKS(Kind.LINKS, "plain or presigned"),
    MINIO_LINK_LIFETIME(Kind.LIFETIME, "whole seconds from 1 to 604800, which are seven days"),
    ATTACHMENT_TIMEOUT(Kind.SECONDS, "whole seconds from 1 to 3600"),
    ATTACHMENT_MAX_SIZE(Kind.SIZE, "a size such as 512KB, 100MB or 1GB, or 0 for any"),
    ATTACHMENT_MAX_TOTAL(Kind.SIZE, "a size such as 512KB, 100MB or 1GB, or 0 for any"),
    ATTACHMENT_ALLOWED_TYPES(Kind.TYPES, "media types such as image/*,text/plain, separated by commas, or empty"),
    ATTACHMENT_DENIED_TYPES(Kind.TYPES, "media types such as image/*,text/plain, separated by commas, or empty"),
    ATTACHMENT_SKIP_CHANNELS(Kind.OPTIONAL_IDS, "ids of channels, separated by commas, or empty"),
    PENDING_FILES_TOPIC(Kind.TOPIC, "a topic name of letters, digits, dots, hyphens and underscores"),
    PENDING_FILES_GROUP(Kind.NAME, "a consumer group"),
    DISCORD_UPLOAD_LIMIT(Kind.SIZE, "a size such as 10MB"),
    ARCHIVE(Kind.BOOLEAN, "true or false"),
    ARCHIVE_AGE(Kind.REQUIRED_AGE, "an age such as 30s, 15m or 1h"),
    ARCHIVE_GROUP(Kind.NAME, "a consumer group"),
    RULES(Kind.NAME, "the folder of the rules"),
    ALERTS_TOPIC(Kind.TOPIC, "a topic name of letters, digits, dots, hyphens and underscores"),
    ACTIVITY_TOPIC(Kind.TOPIC, "a topic name of letters, digits, dots, hyphens and underscores"),
    STREAMS_GROUP(Kind.TOPIC, "a name of letters, digits, dots, hyphens and underscores"),
    STREAMS_THREADS(Kind.THREADS, "a number from 1 to 64"),
    STREAMS_STANDBYS(Kind.NUMBER, "a number from 0"),
    STREAMS_GRACE(Kind.REQUIRED_AGE, "an age such as 30s, 10m or 1h"),
    STREAMS_HTTP_PORT(Kind.PORT, "a port from 0 to 65535"),
    STREAMS_ADDRESS(Kind.OPTIONAL_ADDRESS, "an address as host:port, or empty"),
    MODERATION_CHANNEL_ID(Kind.OPTIONAL_ID, "the id of a channel, digits only, or empty"),
    MODERATION_ACT(Kind.BOOLEAN, "true or false"),
    MODERATION_GROUP(Kind.NAME, "a consumer group"),
    INTENTS(Kind.NAME, "the folder of the intents of messages"),
    INTENTS_THREADS(Kind.THREADS, "a number from 1 to 64"),
    ASSISTANT_URL(Kind.OPTIONAL_URL, "the base address of a server of OpenAI's API, or empty"),
    ASSISTANT_MODEL(Kind.TEXT, "the name of a model, or empty"),
    ASSISTANT_KEY(Kind.SECRET, "a key, or empty"),
    ASSISTANT_PROMPT(Kind.TEXT, "a file, or empty"),
    ASSISTANT_LIMIT(Kind.LIMIT, "a number of questions in a number of seconds, such as 5/60s"),
    ASSISTANT_TIMEOUT(Kind.BRIEF, "whole seconds from 1 to 60"),
    ASSISTANT_GROUP(Kind.NAME, "a consumer group"),
    HTTP_HOST(Kind.NAME, "an address to listen on, such as 127.0.0.1 or 0.0.0.0"),
    HTTP_PORT(Kind.PORT, "a port from 0 to 65535"),
    TRACING(Kind.BOOLEAN, "true or false"),
    OTEL_EXPORTER_OTLP_ENDPOINT(Kind.URL, "the address of a collector, such as http://localhost:4318"),
    OTEL_EXPORTER_OTLP_HEADERS(Kind.SECRET, "name=value, separated by commas, or empty"),
    OTEL_SERVICE_NAME(Kind.NAME, "a name"),
    STARTUP_TIMEOUT(Kind.SECONDS, "whole seconds from 1 to 3600"),
    LOG_FORMAT(Kind.LOG_FORMAT, "text, keyvalue or json"),
    LOG_LEVEL(Kind.LOG_LEVEL, "ERROR, WARN, INFO, DEBUG or TRACE"),
    ROUTES(Kind.NAME, "the folder of the routes"),
    ROUTES_RELOAD(Kind.BOOLEAN, "true or false"),
    SCHEMAS(Kind.NAME, "the folder of the schemas");

    private final Kind kind;
    private final String expected;

    Setting(Kind kind, String expected) {
        this.kind = kind;
        this.expected = expected;
    }

    /** Says what a value of this setting should be, for people. */
    public String expected() {
        return expected;
    }

    void check(String value) {
        if (value.isBlank() && !kind.allowed.test("")) {
            throw new SettingsException(name() + " is not set: it is " + expected);
        }
        if (!kind.allowed.test(value)) {
            throw new SettingsException(
                    name() + " is " + (kind.secret() ? "not usable" : "'" + value + "'") + ": it must be " + expected);
        }
    }

    private enum Kind {
        TEXT(".*"),
        SECRET(".*"),
        SHARDS("auto|[1-9][0-9]{0,3}"),
        NAME("\\S.*"),
        TOKEN("[\\x21-\\x7e]+"),
        REQUIRED_SECRET(".+"),
        URL(Kind::isWebAddress),
        BOOLEAN("true|false"),
        OPTIONAL_ID(value -> value.isEmpty() || isId(value)),
        NUMBER("[0-9]{1,9}"),
        COUNT_OR_BROKER("-1|[1-9][0-9]{0,3}"),
        SECONDS(upTo(3600)),
        SIZE_OF_LEDGER(upTo(9_999_999)),
        DAYS(upTo(3650)),
        AHEAD(upTo(10_000)),
        PORT(value -> value.matches("[0-9]{1,5}") && Integer.parseInt(value) <= 65_535),
        OPTIONAL_NUMBER("[0-9]{0,9}"),
        OPTIONAL_TOPIC("|(?!\\.{1,2}$)[-._a-zA-Z0-9]{1,249}"),
        TOPIC("(?!\\.{1,2}$)[-._a-zA-Z0-9]{1,249}"),
        SINCE(value -> value.length() >= 15 && isId(value)
                || value.matches("|[0-9]{1,9}[smhd]|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z")),
        OPTIONAL_ADDRESS("([-._a-zA-Z0-9]+:[0-9]{1,5})?"),
        THREADS(upTo(64)),
        BRIEF(upTo(60)),
        LIMIT("[1-9][0-9]{0,4}/[1-9][0-9]{0,4}s"),
        REQUIRED_AGE("[0-9]{1,6}[smhd]"),
        AGE("([0-9]{1,9}[smhd])?"),
        ADDRESSING("auto|path|virtual"),
        ENCRYPTION("(S3|KMS:\\S+)?"),
        LINKS("plain|presigned"),
        LIFETIME(upTo(604_800)),
        SIZE("[0-9]{1,12}(KB|MB|GB)?"),
        OPTIONAL_URL(value -> value.isEmpty() || isWebAddress(value)),
        TYPES(value -> value.isEmpty()
                || list("\\*|[a-zA-Z0-9.+-]+/(\\*|[a-zA-Z0-9.+-]+)").test(value)),
        OPTIONAL_IDS(
                value -> value.isEmpty() || Arrays.stream(value.split(",", -1)).allMatch(id -> isId(id.strip()))),
        BUCKET("[a-z0-9][-.a-z0-9]{1,61}[a-z0-9]"),
        RESET("earliest|latest"),
        LOG_FORMAT("text|keyvalue|json"),
        LOG_LEVEL("(?i)ERROR|WARN|INFO|DEBUG|TRACE"),
        LATE("channel|dead-letter"),
        PROTOCOL("PLAINTEXT|SSL|SASL_PLAINTEXT|SASL_SSL"),
        COMPATIBILITY("FULL|BACKWARD|FORWARD|NONE"),
        HOSTS(list("[-.a-zA-Z0-9]+(:[0-9]{1,5})?|\\[[0-9a-fA-F:]+\\](:[0-9]{1,5})?")),
        SERVERS(list("([A-Z_]+://)?([-._a-zA-Z0-9]+|\\[[0-9a-fA-F:]+\\]):[0-9]{1,5}")),
        EVENTS(list("[-a-z*]+")),
        MENTIONS(value -> value.isEmpty() || list("users|roles|everyone").test(value));

        private final Predicate<String> allowed;

        Kind(String pattern) {
            this(Pattern.compile(pattern, Pattern.DOTALL).asMatchPredicate());
        }

        Kind(Predicate<String> allowed) {
            this.allowed = allowed;
        }

        boolean secret() {
            return this == TOKEN || this == SECRET || this == REQUIRED_SECRET;
        }

        /** Accepts whole numbers from 1, without zeros in front. */
        private static Predicate<String> upTo(int most) {
            return value -> value.matches("[1-9][0-9]{0,8}") && Integer.parseInt(value) <= most;
        }

        private static Predicate<String> list(String item) {
            Pattern pattern = Pattern.compile(item);
            return value -> !value.isBlank()
                    && Arrays.stream(value.split(",", -1))
                            .allMatch(part -> pattern.matcher(part.strip()).matches());
        }

        /** Returns whether a value can be an id of Discord's: 64 bits, and not zero. */
        private static boolean isId(String value) {
            return value.matches("[0-9]{1,20}")
                    && !value.matches("0+")
                    && new BigInteger(value).bitLength() <= Long.SIZE;
        }

        private static boolean isWebAddress(String value) {
            try {
                URI address = new URI(value);
                return ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                        && address.getHost() != null;
            } catch (URISyntaxException e) {
                return false;
            }
        }
    }
}
