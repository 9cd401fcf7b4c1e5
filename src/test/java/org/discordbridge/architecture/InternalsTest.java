package org.discordbridge.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.minio.MinioAsyncClient;
import io.minio.MinioClient;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Names each internal class of a library that is used on purpose, and why: an upgrade of that library is read with this list
 * in hand, and a use that comes anew is decided about.
 */
@Timeout(60)
class InternalsTest {
    private static final JavaClasses MAIN = new ClassFileImporter().importPath(Path.of("target/classes"));

    /** What is internal: nobody promises that it stays. */
    private static final DescribedPredicate<JavaClass> INTERNAL = JavaClass.Predicates.resideInAnyPackage(
                    "net.dv8tion.jda.internal..",
                    "org.apache.camel.impl..",
                    "org.apache.kafka..internals..",
                    "io.minio..internal..",
                    "okhttp3.internal..")
            .or(DescribedPredicate.describe(
                    "Camel's extensions",
                    type -> type.getPackageName().startsWith("org.apache.camel")
                            && (type.getSimpleName().endsWith("Extension")
                                    || type.getSimpleName().equals("ExtendedCamelContext")
                                    || type.getSimpleName().equals("PluginHelper"))));

    /** Why, and who: each internal class. */
    private static final Map<String, Use> USES = Map.ofEntries(
            use(
                    "net.dv8tion.jda.internal.JDAImpl",
                    "a shard is made without a log-in of its own, and dispatches are read before JDA makes entities of them",
                    "ChannelWatch",
                    "ConnectQueue",
                    "DispatchHandler",
                    "Gateway",
                    "GatewayClient",
                    "ShardJda"),
            use(
                    "net.dv8tion.jda.internal.entities.EntityBuilder",
                    "the bot that is known is put in without asking Discord",
                    "Gateway",
                    "ShardBuilder"),
            use(
                    "net.dv8tion.jda.internal.handle.SocketHandler",
                    "JDA has no other way to see a dispatch whole, with fields that it does not know",
                    "ChannelWatch",
                    "DispatchHandler"),
            use(
                    "net.dv8tion.jda.internal.managers.PresenceImpl",
                    "the presence that a JdaCustomizer asks for is in IDENTIFY, as with JDA's own construction",
                    "ShardBuilder"),
            use(
                    "net.dv8tion.jda.internal.requests.Requester",
                    "made ready as JDA does it in its log-in, which is left out",
                    "ShardJda"),
            use(
                    "net.dv8tion.jda.internal.requests.RestActionImpl",
                    "REST by ids alone, with JDA's rate limits, of things that are in no cache",
                    "Rest"),
            use(
                    "net.dv8tion.jda.internal.requests.WebSocketClient",
                    "what JDA cannot read of a dispatch is told of, and heartbeats are counted for each connection",
                    "DispatchHandler",
                    "Gateway",
                    "GatewayClient"),
            use(
                    "net.dv8tion.jda.internal.requests.restaction.AuditableRestActionImpl",
                    "the reason in the audit log of a REST call by ids",
                    "RestCall"),
            use(
                    "net.dv8tion.jda.internal.utils.IOUtil",
                    "an HTTP client set up as JDA sets up its own",
                    "BotAccount",
                    "Transport"),
            use(
                    "net.dv8tion.jda.internal.utils.concurrent.CountingThreadFactory",
                    "threads are named as those of JDA are",
                    "ShardBuilder"),
            use(
                    "net.dv8tion.jda.internal.utils.config.AuthorizationConfig",
                    "of the construction of a shard, see JdaConstructionTest",
                    "ShardBuilder",
                    "ShardJda"),
            use(
                    "net.dv8tion.jda.internal.utils.config.MetaConfig",
                    "of the construction of a shard, see JdaConstructionTest",
                    "ShardBuilder",
                    "ShardJda"),
            use(
                    "net.dv8tion.jda.internal.utils.config.SessionConfig",
                    "of the construction of a shard, see JdaConstructionTest",
                    "ShardBuilder",
                    "ShardJda"),
            use(
                    "net.dv8tion.jda.internal.utils.config.ThreadingConfig",
                    "of the construction of a shard, see JdaConstructionTest",
                    "ShardBuilder",
                    "ShardJda"),
            use(
                    "org.apache.camel.ExchangeExtension",
                    "who takes an exchange over, and what its completion does, is said nowhere else",
                    "AtLeastOnce",
                    "ExchangeTracer",
                    "LaneConsumer",
                    "LaneProducer",
                    "NotedAnswers"),
            use(
                    "org.apache.camel.ExtendedCamelContext",
                    "interceptors, callbacks for endpoints and the model of routes are reached by it alone",
                    "HeadStart",
                    "LogIds",
                    "ObjectStore",
                    "RouteTopics"),
            use(
                    "org.apache.camel.impl.DefaultCamelContext",
                    "names the version of Camel, by the manifest of its jar",
                    "Components"),
            use(
                    "org.apache.camel.impl.health.AbstractHealthCheck",
                    "the base class that Camel's manual names for health checks of one's own",
                    "DiscordHealthCheck",
                    "PartHealth",
                    "RouteHealthCheck"),
            use(
                    "org.apache.camel.support.PluginHelper",
                    "routes are loaded and replaced by the loader that it gives",
                    "RouteFile",
                    "RunningRoutes"),
            use(
                    "org.apache.kafka.common.header.internals.RecordHeaders",
                    "Kafka has no other implementation of headers to send",
                    "Letter",
                    "LetterLog"),
            use(
                    "org.apache.kafka.streams.state.internals.CacheFlushListener",
                    "of the next, which has a method about it",
                    "DecodedStore"),
            use(
                    "org.apache.kafka.streams.state.internals.CachedStateStore",
                    "a store is told of a commit before it is done by no other way; what comes of it after kill -9 is held by StreamsIT",
                    "DecodedStore"));

    private record Use(String reason, Set<String> users) {}

    private static Map.Entry<String, Use> use(String internal, String reason, String... users) {
        return entry(internal, new Use(reason, Set.of(users)));
    }

    @Test
    void eachInternalClassInUseHasItsReason() {
        Map<String, Set<String>> found = MAIN.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> INTERNAL.test(dependency.getTargetClass().getBaseComponentType()))
                .collect(Collectors.groupingBy(
                        dependency -> dependency
                                .getTargetClass()
                                .getBaseComponentType()
                                .getName(),
                        Collectors.mapping(InternalsTest::user, Collectors.toCollection(TreeSet::new))));

        Map<String, Set<String>> known = new TreeMap<>();
        USES.forEach((internal, use) -> known.put(internal, use.users()));
        assertThat(found)
                .as(
                        "internal classes of libraries, and who uses them: a new use needs a reason in the list of this test, or"
                                + " another way; one that has ended is to be taken off")
                .containsExactlyInAnyOrderEntriesOf(known);
    }

    private static String user(Dependency dependency) {
        return dependency
                .getOriginClass()
                .getBaseComponentType()
                .getName()
                .replaceFirst("\\$.*", "")
                .replaceFirst(".*\\.", "");
    }

    @Test
    void consumersOfKafkaAreMadeOfOthersNotDerived() {
        noClasses().should().beAssignableTo(KafkaConsumer.class).check(MAIN);
    }

    @Test
    void protectedMembersOfTheStoresClientAreUsedInOneClass() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("org.discordbridge.archive.StoreClient")
                .and()
                .doNotHaveFullyQualifiedName("org.discordbridge.archive.StoreClient$Streaming")
                .should()
                .beAssignableTo(MinioClient.class)
                .orShould()
                .beAssignableTo(MinioAsyncClient.class)
                .check(MAIN);
    }

    @Test
    void oneClassReadsATopicFromItsBeginning() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("org.discordbridge.delivery.TopicReader")
                .and()
                .doNotHaveFullyQualifiedName("org.discordbridge.delivery.ForwardingConsumer")
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "a consumer goes to the beginning",
                        call -> call.getTargetOwner().isAssignableTo(Consumer.class)
                                && call.getName().equals("seekToBeginning")))
                .check(MAIN);
    }
}
