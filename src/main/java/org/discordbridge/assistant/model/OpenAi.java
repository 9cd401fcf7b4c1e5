package org.discordbridge.assistant.model;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.http.client.jdk.JdkHttpClient;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.discordbridge.assistant.ChatModel;
import org.discordbridge.assistant.ModelException;
import org.discordbridge.assistant.Turn;

/** Asks a server of OpenAI's API, once for each question and without trying again. */
public final class OpenAi implements ChatModel {
    /** The longest answer: 20 posts have 40,000 characters, which nobody reads. */
    private static final int MOST_TOKENS = 2000;

    private final OpenAiChatModel model;
    private final Duration timeout;

    /**
     * Makes a client, which connects when it is asked.
     *
     * @param url base address, which ends with the version
     * @param key empty for none
     * @param timeout of a whole answer
     */
    public OpenAi(String url, String name, String key, Duration timeout) {
        this.timeout = timeout;
        model = OpenAiChatModel.builder()
                .baseUrl(url)
                .apiKey(key.isEmpty() ? null : key)
                .modelName(name)
                .maxTokens(MOST_TOKENS)
                .timeout(timeout)
                .maxRetries(0)
                // over plain HTTP the JDK's client would ask for HTTP/2 first, which some servers refuse
                .httpClientBuilder(JdkHttpClient.builder()
                        .httpClientBuilder(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)))
                .build();
    }

    @Override
    public String answer(String prompt, List<Turn> turns) {
        String text =
                within(() -> model.chat(messages(prompt, turns)).aiMessage().text());
        if (text == null || text.isBlank()) {
            throw new ModelException("the server answered without text", null);
        }
        return text;
    }

    /** Returns the messages of a request, without empty ones, which LangChain4j refuses. */
    private static List<ChatMessage> messages(String prompt, List<Turn> turns) {
        List<ChatMessage> messages = new ArrayList<>();
        if (!prompt.isBlank()) {
            messages.add(SystemMessage.from(prompt));
        }
        turns.stream()
                .filter(turn -> !turn.text().isBlank())
                .forEach(turn -> messages.add(
                        turn.own() ? AiMessage.from(turn.text()) : UserMessage.from(turn.name() + ": " + turn.text())));
        return messages;
    }

    /** Ends an answer that takes too long: the client's own timeout ends with the headers. */
    private String within(java.util.concurrent.Callable<String> question) {
        FutureTask<String> task = new FutureTask<>(question);
        Thread thread = new Thread(task, "assistant: a question");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new ModelException("the server did not answer within " + timeout.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new ModelException("the bridge stops", e);
        } catch (ExecutionException e) {
            throw new ModelException(reason(e.getCause()), e.getCause());
        }
    }

    /** Says what went wrong, without the words of the server, which may have those of the question. */
    private static String reason(Throwable failure) {
        if (failure instanceof AuthenticationException) {
            return "the server refused ASSISTANT_KEY";
        }
        if (failure instanceof ModelNotFoundException) {
            return "the server does not know ASSISTANT_MODEL";
        }
        if (failure instanceof RateLimitException) {
            return "the server has had too many questions (429)";
        }
        if (failure instanceof dev.langchain4j.exception.TimeoutException) {
            return "the server did not answer in time";
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpException http) {
                return "the server answered with " + http.statusCode();
            }
            if (cause instanceof java.net.ConnectException) {
                return "the server cannot be reached at ASSISTANT_URL";
            }
        }
        return "the answer cannot be read (" + failure.getClass().getSimpleName() + ")";
    }
}
