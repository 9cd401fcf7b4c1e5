package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import java.util.function.Function;
import org.discordbridge.simulator.Entity;
import org.discordbridge.simulator.Intent;

/** Something with a name; guarded by the world's lock. */
final class SimEntity implements Entity {
    private final SimGuild guild;
    private final String dispatch;
    private final Intent intent;
    private final long id;
    private final Function<SimEntity, ObjectNode> whole;
    private final Function<SimEntity, ObjectNode> deleted;
    private final Consumer<SimEntity> forget;
    private String name;
    private boolean gone;

    /**
     * @param dispatch what its dispatches begin with, such as {@code STAGE_INSTANCE}
     * @param intent what asks for them; null if none is needed
     * @param whole its data when it is created or updated
     * @param deleted its data when it is deleted
     * @param forget what else happens when it is deleted, after that is dispatched
     */
    SimEntity(
            SimGuild guild,
            String dispatch,
            Intent intent,
            String name,
            Function<SimEntity, ObjectNode> whole,
            Function<SimEntity, ObjectNode> deleted,
            Consumer<SimEntity> forget) {
        this.guild = guild;
        this.dispatch = dispatch;
        this.intent = intent;
        this.id = guild.world.ids.nextLasting();
        this.name = name;
        this.whole = whole;
        this.deleted = deleted;
        this.forget = forget;
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public String name() {
        synchronized (guild.world) {
            return name;
        }
    }

    @Override
    public void rename(String newName) {
        synchronized (guild.world) {
            name = newName;
            publish("_UPDATE", whole.apply(this));
        }
    }

    @Override
    public void delete() {
        synchronized (guild.world) {
            if (!gone) {
                gone = true;
                publish("_DELETE", deleted.apply(this));
                forget.accept(this);
            }
        }
    }

    SimEntity created() {
        publish("_CREATE", whole.apply(this));
        return this;
    }

    private void publish(String what, ObjectNode data) {
        guild.world.publish(new Event(dispatch + what, guild.id(), intent == null ? 0 : intent.mask(), data));
    }
}
