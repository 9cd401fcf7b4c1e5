package org.discordbridge.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lines to a server that says what it is told. */
@Timeout(60)
class LineTest {
    private static final int PATIENCE_MILLIS = 10_000;

    private ServerSocket server;
    private Line line;

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "echo");
        thread.setDaemon(true);
        thread.start();
        line = Line.to(server.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        line.close();
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread thread = new Thread(() -> echo(client), "echo-one");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                // the loop sees it
            }
        }
    }

    private static void echo(Socket client) {
        try (client) {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException gone) {
            // so is the test
        }
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        // a read knows no interruption
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static int said(Socket socket, int what) throws IOException {
        socket.getOutputStream().write(what);
        return socket.getInputStream().read();
    }

    @Test
    void handsOnWhatIsSaidUntilBothHaveEnded() throws Exception {
        try (Socket socket = connect(line.port())) {
            socket.getOutputStream().write("hello".getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            assertThat(socket.getInputStream().readAllBytes()).asString().isEqualTo("hello");
        }
        assertThat(line.address()).isEqualTo("127.0.0.1:" + line.port());
    }

    @Test
    void isCutAloneAndMended() throws Exception {
        try (Socket cut = connect(line.port());
                Socket direct = connect(server.getLocalPort());
                Line other = Line.to(server.getLocalPort());
                Socket byTheOther = connect(other.port())) {
            assertThat(said(cut, 1)).isEqualTo(1);

            line.cut();

            assertThatThrownBy(() -> said(cut, 2))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);
            assertThatThrownBy(() -> {
                        try (Socket refused = connect(line.port())) {
                            assertThat(said(refused, 3)).isEqualTo(-1);
                            throw new IOException("ended");
                        }
                    })
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);
            assertThat(said(direct, 4)).isEqualTo(4);
            assertThat(said(byTheOther, 5)).isEqualTo(5);

            line.mend();

            try (Socket again = connect(line.port())) {
                assertThat(said(again, 6)).isEqualTo(6);
            }
        }
    }

    @Test
    void isFrozenAndLosesNothing() throws Exception {
        try (Socket old = connect(line.port());
                Socket direct = connect(server.getLocalPort())) {
            assertThat(said(old, 1)).isEqualTo(1);

            line.freeze();

            try (Socket fresh = connect(line.port())) {
                old.setSoTimeout(200);
                fresh.setSoTimeout(200);
                assertThatThrownBy(() -> said(old, 2)).isInstanceOf(SocketTimeoutException.class);
                assertThatThrownBy(() -> said(fresh, 3)).isInstanceOf(SocketTimeoutException.class);
                assertThat(said(direct, 4)).isEqualTo(4);

                line.mend();

                old.setSoTimeout(PATIENCE_MILLIS);
                fresh.setSoTimeout(PATIENCE_MILLIS);
                assertThat(old.getInputStream().read()).isEqualTo(2);
                assertThat(fresh.getInputStream().read()).isEqualTo(3);
            }
        }
    }

    @Test
    void whatIsFrozenCanBeCut() throws Exception {
        try (Socket socket = connect(line.port())) {
            assertThat(said(socket, 1)).isEqualTo(1);
            line.freeze();
            socket.getOutputStream().write(2);
            line.cut();
            assertThatThrownBy(() -> said(socket, 3))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void endsConnectionsWhoseServerIsAway() throws Exception {
        server.close();
        try (Socket socket = connect(line.port())) {
            assertThatThrownBy(() -> {
                        assertThat(said(socket, 1)).isEqualTo(-1);
                        throw new IOException("ended");
                    })
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);
        }
    }
}
