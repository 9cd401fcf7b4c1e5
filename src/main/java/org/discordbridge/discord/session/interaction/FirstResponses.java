package org.discordbridge.discord.session.interaction;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;

/** Makes first responses to interactions (Discord docs, Receiving and Responding > Interaction Response Object). */
public final class FirstResponses {
    /** The time within which a first response is sent: Discord takes none after three seconds. */
    public static final Duration WITHIN = Duration.ofMillis(2800);

    public static final int MESSAGE = 4;
    public static final int UPDATE = 7;
    public static final long EPHEMERAL = 1 << 6;

    private static final int SUGGESTIONS = 8;
    private static final int MODAL = 9;

    private FirstResponses() {}

    /** Makes a response with a message, or with the change of one. */
    public static DataObject of(int type, DataObject message) {
        return DataObject.empty().put("type", type).put("data", message);
    }

    /** Makes a response that announces an answer, or a change of the message. */
    static DataObject deferred(int type, boolean ephemeral) {
        DataObject response = DataObject.empty().put("type", type);
        return ephemeral && type == InteractionMatch.Acknowledgement.REPLY.callback()
                ? response.put("data", DataObject.empty().put("flags", EPHEMERAL))
                : response;
    }

    /** Makes a text that only the person sees who used the interaction. */
    static DataObject whisper(String text) {
        return of(MESSAGE, DataObject.empty().put("content", text).put("flags", EPHEMERAL));
    }

    public static DataObject suggestions(List<Map<String, Object>> choices) {
        return of(SUGGESTIONS, DataObject.empty().put("choices", DataArray.fromCollection(choices)));
    }

    public static DataObject modal(Map<String, Object> modal) {
        DataObject data = DataObject.empty();
        modal.forEach(data::put);
        return of(MODAL, data);
    }
}
