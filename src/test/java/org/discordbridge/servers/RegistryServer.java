package org.discordbridge.servers;

/** A schema registry that speaks the Confluent REST API. Schemas and their ids survive {@link #stop()} and {@link #kill()}. */
public interface RegistryServer extends Server {
    /** The value of {@code SCHEMA_REGISTRY_URL}: the path under which {@code /subjects} and {@code /schemas} live. */
    String url();

    /** Takes the server away without warning, as a crash would. */
    void kill();
}
