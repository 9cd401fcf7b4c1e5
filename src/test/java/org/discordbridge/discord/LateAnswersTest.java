package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.discordbridge.discord.options.DiscordConstants;
import org.discordbridge.discord.session.DiscordException;
import org.discordbridge.event.InteractionEvent;
import org.discordbridge.simulator.Interaction;
import org.discordbridge.simulator.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that come after Discord's fifteen minutes. */
@Timeout(120)
class LateAnswersTest extends InteractionStage {
    private static final String FOLLOW_UPS = "/webhooks/*/*";

    private Interaction used;
    private InteractionEvent event;

    private void use(String options, String to) throws Exception {
        serving("work", "discord:command?name=work&description=Works" + options);
        doing(to);
        awaitCommands(1);
        used = discord.slashCommand(ada, general, "work", Map.of()).awaitAcknowledged(SOON);
        event = taken("work", 1).getMessage().getBody(InteractionEvent.class);
    }

    private Map<String, Object> late(String content) {
        Map<String, Object> answer = new HashMap<>(answer(event, content));
        answer.put("channel_id", id(general));
        return answer;
    }

    @Test
    void becomeOrdinaryPosts() throws Exception {
        use("", "discord:send-message");
        used.expire();

        done(late("at last"), Map.of(DiscordConstants.IDENTITY, "once"));
        // and only once
        done(late("at last"), Map.of(DiscordConstants.IDENTITY, "once"));

        Message post = general.awaitMessage("at last", SOON);
        assertThat(post.type()).isZero();
        assertThat(general.messages().stream().map(Message::content).filter("at last"::equals))
                .hasSize(1);
        assertThat(used.reply()).isEmpty();
    }

    @Test
    void areKnownByTheirDeadline() throws Exception {
        use("", "discord:send-message");
        for (Object past : new Object[] {Instant.EPOCH, 5L, "1970-01-01T00:00:00Z", new java.util.Date(0)}) {
            Map<String, Object> answer = late("late by " + past);
            answer.put("interaction_deadline", past);
            done(answer);
            general.awaitMessage("late by " + past, SOON);
        }
        // without asking Discord
        assertThat(discord.calls("PATCH", "/webhooks/*/*/messages/@original")).isEmpty();
        Map<String, Object> answer = late("in time");
        answer.put("interaction_deadline", Instant.now().plusSeconds(60));
        done(answer);
        assertThat(used.awaitReply(SOON).content()).isEqualTo("in time");
        answer.put("interaction_deadline", "soon");
        refused(answer, IllegalArgumentException.class)
                .hasMessage("interaction_deadline 'soon' is not a time: milliseconds since 1970, or ISO 8601, were"
                        + " expected");
    }

    @Test
    void failIfToldSo() throws Exception {
        use("", "discord:send-message?lateAnswers=dead-letter");
        used.expire();

        refused(late("at last"), DiscordException.class)
                .hasMessageStartingWith("The answer to an interaction came too late: Discord refused to ")
                .hasMessageEndingWith("It was not posted")
                .isInstanceOfSatisfying(
                        DiscordException.class, e -> assertThat(e.isRetryable()).isFalse());
        assertThat(general.messages()).noneMatch(message -> message.content().equals("at last"));
    }

    @Test
    void failIfTheyNameNoChannel() throws Exception {
        use("", "discord:send-message");
        Map<String, Object> answer = new HashMap<>(answer(event, "at last"));
        answer.put("interaction_deadline", Instant.EPOCH);

        refused(answer, DiscordException.class)
                .hasMessage("The answer to an interaction came after its deadline, 1970-01-01T00:00:00Z. It was not"
                        + " posted");
    }

    @Test
    void areNeverPostedIfTheyAreForOnePersonsEyes() throws Exception {
        use("&ephemeral=true", "discord:send-message");
        used.expire();

        refused(late("secret"), DiscordException.class)
                .hasMessageEndingWith("It was not posted into the channel, since it is for one person's eyes only");
        assertThat(general.messages()).noneMatch(message -> message.content().equals("secret"));
    }

    @Test
    void areNotPostedIfTheBodySaysThatTheyAreForOnePersonsEyes() throws Exception {
        use("", "discord:send-message");
        Map<String, Object> answer = late("secret");
        answer.put("interaction_deadline", Instant.EPOCH);
        answer.put("flags", 64);
        refused(answer, DiscordException.class).hasMessageContaining("one person's eyes only");
    }

    @Test
    void goOnInTheChannelIfTheTokenExpiresInBetween() throws Exception {
        use("", "discord:send-message");
        discord.fault(org.discordbridge.simulator.Fault.error(401, 50027, "Invalid Webhook Token"))
                .on("POST", FOLLOW_UPS)
                .times(1);

        done(late("word ".repeat(900)));

        assertThat(used.awaitReply(SOON).content()).startsWith("word word");
        assertThat(general.messages().stream().filter(message -> message.type() == 0))
                .hasSize(2);
    }

    @Test
    void haveASettingThatIsChecked() {
        assertThatThrownBy(() -> doing("discord:send-message?lateAnswers=never"))
                .rootCause()
                .hasMessage(
                        "discord:send-message is not possible: lateAnswers 'never' is not understood: it is channel or"
                                + " dead-letter");
    }
}
