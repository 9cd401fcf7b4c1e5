package org.discordbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Downloads of attachments. */
@Simulated
@Timeout(120)
class CdnTest {
    DiscordSimulator discord;
    private Wire wire;
    private Channel general;
    private Attachment file;

    @BeforeEach
    void script() {
        wire = new Wire(discord);
        general = discord.addGuild("Home").addTextChannel("general");
        file = attach(Upload.of("cat.png", "image/png", new byte[1000]));
    }

    @Test
    void servesFiles() throws Exception {
        HttpResponse<byte[]> answer = wire.download(file.url());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).hasSize(1000);
        assertThat(answer.headers().firstValue("content-type")).hasValue("image/png");
        assertThat(answer.headers().firstValue("content-length")).hasValue("1000");
        assertThat(discord.cdn().downloads()).isEqualTo(1);
    }

    @Test
    void streamsLargeFiles() throws Exception {
        Attachment big = attach(Upload.generated("big.bin", null, 100L << 20));
        long read = 0;
        try (InputStream in = URI.create(big.url()).toURL().openStream()) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                read += n;
            }
        }
        assertThat(read).isEqualTo(100L << 20);
        byte[] whole = Upload.generated("a", null, 100).bytes();
        byte[] part = new byte[50];
        Upload.generated("b", null, 100).content().read(13, part);
        assertThat(part).isEqualTo(Arrays.copyOfRange(whole, 13, 63));
    }

    @Test
    void refusesBadLinks() throws Exception {
        String url = file.url();
        assertThat(status(url.replaceFirst("hm=.", "hm=x"))).isEqualTo(404);
        assertThat(status(url.replaceFirst("\\?.*", ""))).isEqualTo(404);
        assertThat(status(url.replace("cat.png", "dog.png"))).isEqualTo(404);
        discord.advanceClock(Duration.ofDays(2));
        assertThat(status(url)).isEqualTo(404);
        assertThat(status(file.url())).isEqualTo(200);
        String again = file.url();
        discord.cdn().expireLinks();
        assertThat(status(again)).isEqualTo(404);
        assertThat(status(file.url())).isEqualTo(200);
        discord.cdn().linkLifetime(Duration.ZERO);
        assertThat(status(file.url())).isEqualTo(404);
        discord.cdn().linkLifetime(Duration.ofDays(1));
        discord.cdn().remove(file);
        assertThat(status(file.url())).isEqualTo(404);
    }

    @Test
    void failsAsTold() throws Exception {
        discord.fault(Fault.status(503)).on("GET", "/attachments/**").times(1);
        assertThat(status(file.url())).isEqualTo(503);
        discord.fault(Fault.rateLimited(Duration.ofSeconds(1))).times(1);
        assertThat(status(file.url())).isEqualTo(429);
        discord.fault(Fault.redirect("http://127.0.0.1:1/")).times(1);
        assertThat(status(file.url())).isEqualTo(302);
        discord.fault(Fault.truncatedBody()).times(1);
        assertThatThrownBy(() -> status(file.url())).isInstanceOf(IOException.class);
        // for as long as the client retries by itself
        FaultRule drop = discord.fault(Fault.dropConnection());
        assertThatThrownBy(() -> status(file.url())).isInstanceOf(IOException.class);
        drop.stop();
        discord.fault(Fault.garbage()).times(1);
        assertThat(wire.download(file.url()).body()).asString().startsWith("<!DOCTYPE");
        discord.fault(Fault.slow(Duration.ofMillis(400))).times(1);
        long start = System.nanoTime();
        assertThat(wire.download(file.url()).body()).hasSize(1000);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(350));
    }

    @Test
    void namesFilesAsDiscordDoes() {
        assertThat(attach(Upload.text("my (old) café.txt", "")).filename()).isEqualTo("my_old_cafe.txt");
    }

    private Attachment attach(Upload upload) {
        return general.post(discord.addUser("Ada"), MessageDraft.empty().attach(upload))
                .attachments()
                .get(0);
    }

    private int status(String url) throws Exception {
        return wire.download(url).statusCode();
    }
}
