package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The application's commands, global (guild 0) and per guild. Guarded by the world's lock. */
final class Commands {
    private final World world;
    private final Map<Long, List<ObjectNode>> byGuild = new HashMap<>();

    Commands(World world) {
        this.world = world;
    }

    void register(Router router) {
        for (String scope : new String[] {"", "/guilds/{guild}"}) {
            String path = "/applications/{application}" + scope + "/commands";
            router.add("GET", path, this::get);
            router.add("PUT", path, call -> Answer.ok(overwrite(guild(call), call.body)));
            router.add("POST", path, this::post);
            router.add("GET", path + "/{command}", call -> Answer.ok(known(call)));
            router.add("PATCH", path + "/{command}", this::edit);
            router.add("DELETE", path + "/{command}", this::delete);
        }
    }

    private static void strip(JsonNode options) {
        for (JsonNode option : options) {
            ObjectNode object = (ObjectNode) option;
            for (String flag : new String[] {"required", "autocomplete"}) {
                if (object.has(flag) && !object.path(flag).asBoolean()) {
                    object.remove(flag);
                }
            }
            strip(option.path("options"));
        }
    }

    List<ObjectNode> all(long guild) {
        return commands(guild);
    }

    /** The command a member of the guild sees under this name, or null. */
    ObjectNode find(long guild, int type, String name) {
        return Stream.concat(commands(guild).stream(), commands(0).stream())
                .filter(command -> command.path("name").asText().equals(name)
                        && command.path("type").asInt() == type)
                .findFirst()
                .orElse(null);
    }

    List<String> names(long guild) {
        return Stream.concat(commands(guild).stream(), commands(0).stream())
                .map(command -> command.path("name").asText())
                .distinct()
                .toList();
    }

    /** Registers a command, or puts it in the place of the one of its name and type. */
    ObjectNode upsert(long guild, JsonNode body) {
        List<ObjectNode> all = commands(guild);
        ObjectNode command = check(body, "", guild, all);
        int type = command.path("type").asInt();
        if (!all.removeIf(old -> old.path("id").equals(command.path("id"))) && full(all, type, 1)) {
            throw RestError.of(400, 30032, "Maximum number of application commands reached");
        }
        all.add(command);
        world.changed();
        return command;
    }

    private static boolean full(List<ObjectNode> all, int type, int more) {
        return all.stream().filter(one -> one.path("type").asInt() == type).count() + more > CommandCheck.most(type);
    }

    // Discord docs, Application Commands > Create Global Application Command: one of a known name is another version of
    // it
    private Answer post(Call call) {
        long guild = guild(call);
        Set<String> known = new HashSet<>();
        commands(guild).forEach(one -> known.add(one.path("id").asText()));
        ObjectNode command = upsert(guild, call.body);
        return new Answer(known.contains(command.path("id").asText()) ? 200 : 201, command);
    }

    private ObjectNode known(Call call) {
        return commands(guild(call)).stream()
                .filter(one -> Json.snowflake(one.path("id")) == call.param("command"))
                .findFirst()
                .orElseThrow(() -> RestError.of(404, 10063, "Unknown application command"));
    }

    // Discord docs, Application Commands > Edit Global Application Command
    private Answer edit(Call call) {
        ObjectNode old = known(call);
        ObjectNode asked = old.deepCopy();
        if (call.body instanceof ObjectNode changes) {
            asked.setAll(changes.deepCopy().remove(List.of("id", "type", "application_id", "version", "guild_id")));
        }
        long guild = guild(call);
        boolean taken = !asked.path("name").equals(old.path("name")) && same(commands(guild), asked) != null;
        if (taken) {
            throw RestError.of(400, 40041, "An application command with that name already exists");
        }
        ObjectNode command = check(asked, "", guild, List.of());
        command.put("id", old.path("id").asText());
        commands(guild).set(commands(guild).indexOf(old), command);
        world.changed();
        return Answer.ok(command);
    }

    /** The command that another of the same name and type replaces; null if there is none. */
    private static ObjectNode same(List<ObjectNode> among, JsonNode command) {
        int type = command.path("type").asInt(CommandCheck.SLASH);
        return among.stream()
                .filter(one -> one.path("name").equals(command.path("name"))
                        && one.path("type").asInt() == type)
                .findFirst()
                .orElse(null);
    }

    // Discord docs, Application Commands > Get Global Application Commands: localisations only if they are asked for
    private Answer get(Call call) {
        ArrayNode all = Json.array();
        for (ObjectNode command : commands(guild(call))) {
            ObjectNode shown = command.deepCopy();
            if (!call.flag("with_localizations")) {
                delocalise(shown);
            }
            all.add(shown);
        }
        return Answer.ok(all);
    }

    private static void delocalise(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(List.of("name_localizations", "description_localizations"));
        }
        node.forEach(Commands::delocalise);
    }

    private ArrayNode list(long guild) {
        return Json.array().addAll(commands(guild));
    }

    // Discord docs, Application Commands > Bulk Overwrite Global Application Commands
    private ArrayNode overwrite(long guild, JsonNode body) {
        if (!body.isArray()) {
            throw RestError.form("", "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
        }
        List<ObjectNode> fresh = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < body.size(); i++) {
            ObjectNode command = check(body.get(i), i + ".", guild, commands(guild));
            if (!seen.add(
                    command.path("type").asInt() + ":" + command.path("name").asText())) {
                throw RestError.form(
                        "", "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique");
            }
            int type = command.path("type").asInt();
            fresh.add(command);
            if (full(fresh, type, 0)) {
                throw RestError.of(400, 30032, "Maximum number of application commands reached");
            }
        }
        byGuild.put(guild, fresh);
        world.changed();
        return list(guild);
    }

    private Answer delete(Call call) {
        commands(guild(call)).remove(known(call));
        world.changed();
        return Answer.NO_CONTENT;
    }

    /** The command as it is kept: with the id of the one that it replaces, and its version if nothing has changed. */
    private ObjectNode check(JsonNode body, String at, long guild, List<ObjectNode> replaced) {
        if (!body.isObject()) {
            throw RestError.form(at, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a DictType");
        }
        CommandCheck.check(body, at);
        int type = body.path("type").asInt(CommandCheck.SLASH);
        ObjectNode old = same(replaced, body);
        ObjectNode command = Json.withoutNulls(((ObjectNode) body).deepCopy());
        command.put(
                        "id",
                        old == null ? Json.id(world.ids.next()) : old.path("id").asText())
                .put("application_id", Json.id(world.bot.id()))
                .put("type", type)
                .put("description", body.path("description").asText(""));
        // Discord leaves out what is false
        strip(command.path("options"));
        for (String nullable : new String[] {
            "default_member_permissions", "contexts", "name_localizations", "description_localizations"
        }) {
            if (!command.has(nullable)) {
                command.putNull(nullable);
            }
        }
        if (!command.has("nsfw")) {
            command.put("nsfw", false);
        }
        if (guild != 0) {
            command.put("guild_id", Json.id(guild));
        }
        command.put("version", old == null ? "" : old.path("version").asText());
        return command.equals(old) ? command : command.put("version", Json.id(world.ids.next()));
    }

    private long guild(Call call) {
        if (call.param("application") != world.bot.id()) {
            throw RestError.of(403, 20012, "You are not authorized to perform this action on this application");
        }
        if (call.params.containsKey("guild") && !world.guilds.containsKey(call.param("guild"))) {
            throw RestError.missingAccess();
        }
        return call.param("guild");
    }

    private List<ObjectNode> commands(long guild) {
        return byGuild.computeIfAbsent(guild, id -> new ArrayList<>());
    }
}
