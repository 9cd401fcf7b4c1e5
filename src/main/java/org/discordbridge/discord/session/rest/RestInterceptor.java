package org.discordbridge.discord.session.rest;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.GzipSource;
import okio.Okio;

/**
 * Watches every request of a session's HTTP client, also those that JDA repeats. A request is made only if the
 * {@link BanGuard} allows it. It ends within {@link #WITHIN}, plus a second for each {@value #SLOWEST} bytes that are
 * sent. Its answer is complete before anybody looks at it. A 429 is changed into a form that JDA can read.
 *
 * <p>Blocks its caller, a thread of the session's own. Safe for any number of them.
 */
public final class RestInterceptor implements Interceptor {
    /**
     * Longest time of a request from its first byte to the last byte of its answer, without the time for files that are
     * sent.
     */
    static final Duration WITHIN = Duration.ofSeconds(20);

    /** Slowest connection that is accepted, in bytes a second. */
    private static final long SLOWEST = 32 * 1024;

    /** Largest answer. A hundred messages with everything that Discord allows in them need a tenth of it. */
    private static final long LARGEST = 32L << 20;

    private final BanGuard guard;
    private final AnswerCounts counts;
    private final Duration within;

    public RestInterceptor(BanGuard guard, AnswerCounts counts) {
        this(guard, counts, WITHIN);
    }

    public RestInterceptor(BanGuard guard, AnswerCounts counts, Duration within) {
        this.guard = guard;
        this.counts = counts;
        this.within = within;
    }

    /** An answer has begun well, but the rest did not come or is too large. */
    static final class BrokenAnswerException extends IOException {
        private static final long serialVersionUID = 1L;

        private final int status;

        BrokenAnswerException(int status, String message, Throwable cause) {
            super(message, cause);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        boolean probe = guard.enter(request);
        boolean answered = false;
        Duration atMost = within.plusSeconds(length(request.body()) / SLOWEST);
        CompletableFuture<Void> late =
                new CompletableFuture<Void>().completeOnTimeout(null, atMost.toMillis(), TimeUnit.MILLISECONDS);
        late.thenRun(chain.call()::cancel);
        try {
            Response answer = whole(chain.proceed(request), late, atMost);
            answered = true;
            counts.answered(answer.code());
            return guard.answered(request, answer);
        } catch (BrokenAnswerException e) {
            counts.answered(0);
            throw e;
        } catch (IOException e) {
            counts.answered(0);
            throw late.isDone() ? new InterruptedIOException("no answer within " + atMost.toSeconds() + " s") : e;
        } finally {
            late.cancel(false);
            if (probe && !answered) {
                guard.unanswered();
            }
        }
    }

    private static long length(RequestBody body) throws IOException {
        // unknown for files of unknown size
        return body == null ? 0 : body.contentLength() < 0 ? LARGEST : body.contentLength();
    }

    private static Response whole(Response answer, CompletableFuture<Void> late, Duration atMost) throws IOException {
        Buffer content = new Buffer();
        boolean zipped = "gzip".equalsIgnoreCase(answer.header("Content-Encoding"));
        try (ResponseBody body = answer.body();
                BufferedSource source = zipped ? Okio.buffer(new GzipSource(body.source())) : body.source()) {
            while (source.read(content, LARGEST) >= 0) {
                if (content.size() > LARGEST) {
                    throw new IOException("it has more than " + LARGEST + " bytes");
                }
            }
            return answer.newBuilder()
                    .removeHeader("Content-Encoding")
                    .removeHeader("Content-Length")
                    .body(ResponseBody.create(content, body.contentType(), content.size()))
                    .build();
        } catch (IOException e) {
            throw new BrokenAnswerException(
                    answer.code(),
                    late.isDone() ? "it was not here as a whole within " + atMost.toSeconds() + " s" : e.getMessage(),
                    e);
        }
    }
}
