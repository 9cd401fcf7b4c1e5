package org.discordbridge.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class SettingsTest {
    private static final String WHERE =
            ": start the bridge in the folder that holds application.properties, routes and schemas";

    private final Map<String, String> environment =
            new HashMap<>(Map.of("DISCORD_TOKEN", "abc.def.ghi", "HTTP_PORT", "0"));

    @TempDir
    Path directory;

    @BeforeEach
    void folder() throws IOException {
        Files.copy(Path.of("application.properties"), directory.resolve("application.properties"));
        Files.createDirectory(directory.resolve("routes"));
        Files.createDirectory(directory.resolve("schemas"));
    }

    @Test
    void areAllRightByDefaultButForTheToken() {
        assertThat(load().get(Setting.BUCKET_NAME)).isEqualTo("discord-attachments");
        environment.remove("DISCORD_TOKEN");
        assertThatThrownBy(this::load)
                .isExactlyInstanceOf(SettingsException.class)
                .hasMessage(
                        "DISCORD_TOKEN is not set: it is the bot token shown under Developer Portal > Bot; set it in"
                                + " the environment or in .env");
    }

    @Test
    void areReadAllTheSameIfSeveralAreWrong() {
        environment.put("LATE_ANSWERS", "never");
        environment.put("MINIO_URL", "minio");
        environment.put("SCHEMAS", "nowhere");

        Settings settings = Settings.read(directory, environment);

        assertThat(settings.problems())
                .containsOnlyKeys(Setting.LATE_ANSWERS, Setting.MINIO_URL, Setting.SCHEMAS)
                .containsEntry(Setting.LATE_ANSWERS, "LATE_ANSWERS is 'never': it must be channel or dead-letter");
        assertThat(settings.get(Setting.MINIO_URL)).isEqualTo("minio");
        assertThat(settings.shipped(Setting.MINIO_URL)).contains("http://localhost:9000");
        assertThat(settings.shipped(Setting.DISCORD_TOKEN)).isEmpty();
        assertThatThrownBy(this::load).hasMessage("LATE_ANSWERS is 'never': it must be channel or dead-letter");
    }

    @Test
    void haveADefaultInApplicationProperties() throws IOException {
        assertThat(Files.readAllLines(directory.resolve("application.properties")))
                .filteredOn(line -> line.matches("[A-Z_]+=.*"))
                .extracting(line -> line.substring(0, line.indexOf('=')))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Setting.values()).map(Setting::name).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    DISCORD_API_URL          | discord.com                | 'discord.com': it must be the base address of Discord's REST API, such as https://discord.com/api/v10
                    DISCORD_API_URL          | ftp://discord.com          | 'ftp://discord.com': it must be the base address of Discord's REST API, such as https://discord.com/api/v10
                    DISCORD_API_URL          | https://                   | 'https://': it must be the base address of Discord's REST API, such as https://discord.com/api/v10
                    DISCORD_CDN_HOSTS        | https://cdn.example        | 'https://cdn.example': it must be hosts as host or host:port, separated by commas
                    DISCORD_CDN_HOSTS        | a.example,,b.example       | 'a.example,,b.example': it must be hosts as host or host:port, separated by commas
                    DISCORD_COMPRESS         | yes                        | 'yes': it must be true or false
                    DISCORD_SHARDS           | 0                          | '0': it must be a number of shards from 1 to 9999, or auto
                    DISCORD_SHARDS           | all                        | 'all': it must be a number of shards from 1 to 9999, or auto
                    BRIDGE_BOTS              | TRUE                       | 'TRUE': it must be true or false
                    ANNOUNCEMENT_CHANNEL_ID  | general                    | 'general': it must be the id of a channel, digits only, or empty
                    ALLOWED_MENTIONS         | users,nobody               | 'users,nobody': it must be any of users, roles, everyone, separated by commas, or empty
                    COMMAND_GUILDS           | 18446744073709551616       | '18446744073709551616': it must be ids of guilds, separated by commas, or empty
                    ANNOUNCEMENT_CHANNEL_ID  | 0                          | '0': it must be the id of a channel, digits only, or empty
                    COMMAND_GUILDS           | Home                       | 'Home': it must be ids of guilds, separated by commas, or empty
                    LATE_ANSWERS             | never                      | 'never': it must be channel or dead-letter
                    KAFKA_BOOTSTRAP_SERVERS  | localhost                  | 'localhost': it must be addresses as host:port, separated by commas
                    KAFKA_SECURITY_PROTOCOL  | TLS                        | 'TLS': it must be PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL
                    COMMANDS_TOPIC           | my topic                   | 'my topic': it must be a topic name of letters, digits, dots, hyphens and underscores
                    RESPONSES_TOPIC          | ..                         | '..': it must be a topic name of letters, digits, dots, hyphens and underscores
                    DEAD_LETTERS_TOPIC       | a/b                        | 'a/b': it must be a topic name of letters, digits, dots, hyphens and underscores
                    TOPIC_PARTITIONS         | 0                          | '0': it must be a number from 1, or -1 for the broker's own default
                    TOPIC_REPLICATION        | three                      | 'three': it must be a number from 1, or -1 for the broker's own default
                    RESPONSES_OFFSET_RESET   | newest                     | 'newest': it must be earliest or latest
                    RESPONSES_RETRIES        | -1                         | '-1': it must be a number from 0
                    RESPONSES_AHEAD          | 0                          | '0': it must be a number from 1 to 10000
                    RESPONSES_AHEAD          | 10001                      | '10001': it must be a number from 1 to 10000
                    SCHEMA_REGISTRY_URL      | localhost:8081             | 'localhost:8081': it must be the address of a schema registry, such as http://localhost:8081
                    SCHEMA_COMPATIBILITY     | full                       | 'full': it must be FULL, BACKWARD, FORWARD or NONE
                    MINIO_URL                | minio:9000                 | 'minio:9000': it must be the address of an S3 store, such as http://localhost:9000
                    BUCKET_NAME              | Files                      | 'Files': it must be a bucket name: 3 to 63 lower-case letters, digits, dots and hyphens
                    HTTP_PORT                | 65536                      | '65536': it must be a port from 0 to 65535
                    HTTP_PORT                | http                       | 'http': it must be a port from 0 to 65535
                    STARTUP_TIMEOUT          | 0                          | '0': it must be whole seconds from 1 to 3600
                    STARTUP_TIMEOUT          | 3601                       | '3601': it must be whole seconds from 1 to 3600
                    LEDGER_DAYS              | 3651                       | '3651': it must be whole days from 1 to 3650
                    LEDGER_SIZE              | 10000000                   | '10000000': it must be a number from 1 to 9999999
                    MINIO_LINK_LIFETIME      | 604801                     | '604801': it must be whole seconds from 1 to 604800, which are seven days
                    MINIO_LINK_LIFETIME      | 9999999999                 | '9999999999': it must be whole seconds from 1 to 604800, which are seven days
                    ATTACHMENT_TIMEOUT       | 030                        | '030': it must be whole seconds from 1 to 3600
                    ROUTES_RELOAD            | 1                          | '1': it must be true or false
                    """)
    void sayWhatAValueMustBe(String name, String value, String message) {
        environment.put(name, value);

        assertThatThrownBy(this::load)
                .isExactlyInstanceOf(SettingsException.class)
                .hasMessage(name + " is " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    DISCORD_API_URL         | http://127.0.0.1:17000/api/v10
                    DISCORD_CDN_HOSTS       | cdn.example:8443, [::1]:17000
                    DISCORD_SHARDS          | 16
                    KAFKA_BOOTSTRAP_SERVERS | a:9092, b.example:9093,[::1]:9094
                    KAFKA_BOOTSTRAP_SERVERS | SASL_SSL://a:9092
                    ALLOWED_MENTIONS        | users, roles
                    ANNOUNCEMENT_CHANNEL_ID | 1180424242424242424
                    COMMAND_GUILDS          | 1180424242424242424, 7
                    TOPIC_PARTITIONS        | 12
                    HTTP_PORT               | 0
                    STARTUP_TIMEOUT         | 3600
                    STARTUP_TIMEOUT         | 1
                    LEDGER_DAYS             | 3650
                    LEDGER_SIZE             | 9999999
                    RESPONSES_AHEAD         | 10000
                    MINIO_LINK_LIFETIME     | 604800
                    BUCKET_NAME             | my-files.2
                    MINIO_REGION            | eu-central-1
                    """)
    void takeWhatIsRight(String name, String value) {
        environment.put(name, value);

        assertThat(load().get(Setting.valueOf(name))).isEqualTo(value);
    }

    @ParameterizedTest
    @EnumSource(
            value = Setting.class,
            names = {
                "DISCORD_API_URL",
                "DISCORD_CDN_HOSTS",
                "DISCORD_COMPRESS",
                "DISCORD_SHARDS",
                "BRIDGE_BOTS",
                "KAFKA_BOOTSTRAP_SERVERS",
                "KAFKA_SECURITY_PROTOCOL",
                "COMMANDS_TOPIC",
                "RESPONSES_TOPIC",
                "DEAD_LETTERS_TOPIC",
                "RESULTS_TOPIC",
                "LEDGER_TOPIC",
                "LEDGER_SIZE",
                "LEDGER_DAYS",
                "TOPIC_PARTITIONS",
                "TOPIC_REPLICATION",
                "RESPONSES_GROUP",
                "RESPONSES_OFFSET_RESET",
                "RESPONSES_RETRIES",
                "RESPONSES_AHEAD",
                "ECHO_GROUP",
                "SCHEMA_REGISTRY_URL",
                "SCHEMA_COMPATIBILITY",
                "MINIO_URL",
                "MINIO_ACCESS_KEY",
                "MINIO_SECRET_KEY",
                "BUCKET_NAME",
                "HTTP_HOST",
                "HTTP_PORT",
                "STARTUP_TIMEOUT",
                "ROUTES",
                "ROUTES_RELOAD",
                "SCHEMAS",
                "DISCORD_TOKEN"
            })
    void sayWhatMustNotBeEmpty(Setting setting) {
        environment.put(setting.name(), "");

        assertThatThrownBy(this::load)
                .isExactlyInstanceOf(SettingsException.class)
                .hasMessage(setting.name() + " is not set: it is " + setting.expected());
    }

    @ParameterizedTest
    @EnumSource(
            value = Setting.class,
            names = {
                "ANNOUNCEMENT_CHANNEL_ID",
                "ANNOUNCEMENT_TEXT",
                "ALLOWED_MENTIONS",
                "COMMAND_GUILDS",
                "KAFKA_SASL_MECHANISM",
                "KAFKA_SASL_JAAS_CONFIG",
                "SCHEMA_REGISTRY_USERNAME",
                "SCHEMA_REGISTRY_PASSWORD",
                "MINIO_REGION"
            })
    void mayBeEmptyWhereThatMeansSomething(Setting setting) {
        environment.put(setting.name(), "");

        assertThat(load().get(setting)).isEmpty();
    }

    @Test
    void neverShowATokenThatIsWrong() {
        environment.put("DISCORD_TOKEN", "abc def");

        assertThatThrownBy(this::load)
                .hasMessage(
                        "DISCORD_TOKEN is not usable: it must be the bot token shown under Developer Portal > Bot; set"
                                + " it in the environment or in .env");
    }

    @Test
    void preferTheEnvironmentToDotenvAndDotenvToTheFile() throws IOException {
        dotenv("ECHO_GROUP=from-dotenv", "BUCKET_NAME=from-dotenv");
        environment.put("ECHO_GROUP", "from-environment");
        Settings settings = load();

        assertThat(settings.get(Setting.ECHO_GROUP)).isEqualTo("from-environment");
        assertThat(settings.get(Setting.BUCKET_NAME)).isEqualTo("from-dotenv");
        assertThat(settings.get(Setting.COMMANDS_TOPIC)).isEqualTo("discord_commands");
        assertThat(settings.fromDotenv()).containsOnly(Map.entry("BUCKET_NAME", "from-dotenv"));
    }

    @Test
    void readDotenvAsOthersDo() throws IOException {
        environment.remove("DISCORD_TOKEN");
        dotenv(
                "# a comment",
                "",
                "export DISCORD_TOKEN=abc.def.ghi",
                "ANNOUNCEMENT_TEXT=\"Hello, I am # here\"",
                "  RESPONSES_GROUP = answers  # a comment",
                "MINIO_SECRET_KEY=\"a\\\\nb\\\"c\\n\"",
                "MINIO_ACCESS_KEY=with#hash",
                "BUCKET_NAME='single-quoted'",
                "ECHO_GROUP=a=b",
                "camel.main.name=other");
        Settings settings = load();

        assertThat(settings.get(Setting.DISCORD_TOKEN)).isEqualTo("abc.def.ghi");
        assertThat(settings.get(Setting.ANNOUNCEMENT_TEXT)).isEqualTo("Hello, I am # here");
        assertThat(settings.get(Setting.RESPONSES_GROUP)).isEqualTo("answers");
        assertThat(settings.get(Setting.MINIO_SECRET_KEY)).isEqualTo("a\\nb\"c\n");
        assertThat(settings.get(Setting.MINIO_ACCESS_KEY)).isEqualTo("with#hash");
        assertThat(settings.get(Setting.BUCKET_NAME)).isEqualTo("single-quoted");
        assertThat(settings.get(Setting.ECHO_GROUP)).isEqualTo("a=b");
        assertThat(settings.fromDotenv()).containsEntry("camel.main.name", "other");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    DISCORD_TOKEN abc.def.ghi     | it must be NAME=value
                    abc.def.ghi                   | it must be NAME=value
                    =abc.def.ghi                  | it must be NAME=value
                    DISCORD_TOKEN="abc.def.ghi    | its quotes do not match
                    DISCORD_TOKEN='abc.def.ghi' x | its quotes do not match
                    """)
    void neverRepeatALineOfDotenvThatCannotBeRead(String line, String message) throws IOException {
        dotenv("BUCKET_NAME=files", line);

        assertThatThrownBy(this::load)
                .isExactlyInstanceOf(SettingsException.class)
                .hasMessage("Line 2 of .env is not understood: " + message);
    }

    @Test
    void sayThatThePortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            environment.put("HTTP_PORT", String.valueOf(taken.getLocalPort()));

            assertThatThrownBy(this::load)
                    .isExactlyInstanceOf(SettingsException.class)
                    .hasMessage("HTTP_PORT is " + taken.getLocalPort()
                            + ", which cannot be used on 127.0.0.1 (Address already in use): end what uses it, or set"
                            + " another");
        }
    }

    @Test
    void mayAllComeFromTheEnvironment() throws IOException {
        Files.writeString(directory.resolve("application.properties"), "ROUTES=routes\nSCHEMAS=schemas\n");
        assertThatThrownBy(this::load)
                .hasMessage("DISCORD_API_URL is not set: it is the base address of Discord's REST API, such as"
                        + " https://discord.com/api/v10");
        Properties defaults = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("application.properties"))) {
            defaults.load(reader);
        }
        for (Setting setting : Setting.values()) {
            environment.putIfAbsent(setting.name(), defaults.getProperty(setting.name(), ""));
        }

        assertThat(load().get(Setting.COMMANDS_TOPIC)).isEqualTo("discord_commands");
    }

    @Test
    void sayThatTheFileIsMissing() throws IOException {
        Files.delete(directory.resolve("application.properties"));

        assertThatThrownBy(this::load)
                .isExactlyInstanceOf(SettingsException.class)
                .hasMessage("application.properties cannot be read in " + directory + " (NoSuchFileException)" + WHERE);
    }

    @ParameterizedTest
    @CsvSource({"routes,ROUTES", "schemas,SCHEMAS"})
    void sayThatAFolderIsMissing(String folder, String setting) throws IOException {
        Files.delete(directory.resolve(folder));

        assertThatThrownBy(this::load)
                .isExactlyInstanceOf(SettingsException.class)
                .hasMessage(
                        setting + " is '" + folder + "', but there is no folder " + directory.resolve(folder) + WHERE);
    }

    private Settings load() {
        return Settings.load(directory, environment);
    }

    private void dotenv(String... lines) throws IOException {
        Files.writeString(directory.resolve(".env"), String.join("\n", lines) + "\n");
    }
}
