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
            router.add("POST", path, call -> new Answer(201, upsert(guild(call), call.body)));
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

    ObjectNode upsert(long guild, JsonNode body) {
        ObjectNode command = check(body, "", guild);
        commands(guild)
                .removeIf(old -> old.path("name").equals(command.path("name"))
                        && old.path("type").equals(command.path("type")));
        commands(guild).add(command);
        world.changed();
        return command;
    }

    // Discord docs, Application Commands > Get Global Application Commands: localisations only if they are asked for
    private Answer get(Call call) {
        ArrayNode all = Json.array();
        for (ObjectNode command : commands(guild(call))) {
            ObjectNode shown = command.deepCopy();
            if (!Boolean.parseBoolean(call.query("with_localizations"))) {
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
            ObjectNode command = check(body.get(i), i + ".", guild);
            if (!seen.add(
                    command.path("type").asInt() + ":" + command.path("name").asText())) {
                throw RestError.form(
                        "", "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique");
            }
            int type = command.path("type").asInt();
            fresh.add(command);
            if (fresh.stream().filter(one -> one.path("type").asInt() == type).count() > CommandCheck.most(type)) {
                throw RestError.of(400, 30032, "Maximum number of application commands reached");
            }
        }
        byGuild.put(guild, fresh);
        world.changed();
        return list(guild);
    }

    private Answer delete(Call call) {
        if (!commands(guild(call)).removeIf(one -> Json.snowflake(one.path("id")) == call.param("command"))) {
            throw RestError.of(404, 10063, "Unknown application command");
        }
        return Answer.NO_CONTENT;
    }

    private ObjectNode check(JsonNode body, String at, long guild) {
        if (!body.isObject()) {
            throw RestError.form(at, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a DictType");
        }
        CommandCheck.check(body, at);
        int type = body.path("type").asInt(CommandCheck.SLASH);
        ObjectNode command = ((ObjectNode) body).deepCopy();
        command.put("id", Json.id(world.ids.next()))
                .put("application_id", Json.id(world.bot.id()))
                .put("version", Json.id(world.ids.next()))
                .put("type", type)
                .put("description", body.path("description").asText(""));
        // Discord leaves out what is false
        strip(command.path("options"));
        for (String nullable : new String[] {"default_member_permissions", "contexts", "name_localizations"}) {
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
        return command;
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
