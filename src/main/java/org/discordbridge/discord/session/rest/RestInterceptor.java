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
 * What every request of a session's HTTP client goes through, those that JDA makes again included: it is made only if the
 * {@link BanGuard} allows it, ends within {@link #WITHIN} and a second for each {@value #SLOWEST} bytes that are sent, and
 * its answer is here as a whole before anybody looks at it. A 429 is brought into the form that JDA reads.
 *
 * <p>Blocks its caller, a thread of the session's own. Safe for any number of them.
 */
public final class RestInterceptor implements Interceptor {
    /** How long a request may take from its first byte to the last one of its answer, files that are sent aside. */
    static final Duration WITHIN = Duration.ofSeconds(20);

    /** How many bytes a second a connection brings at least. */
    private static final long SLOWEST = 32 * 1024;

    /** A hundred messages with all that Discord allows in them have a tenth of that. */
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

    /** An answer that begins well, and of which the rest did not come or cannot be kept. */
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
