package org.discordbridge.discord;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A small HTTP proxy (RFC 9110, CONNECT; RFC 9112, absolute form) that notes what it was asked for. */
final class HttpProxy implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    HttpProxy() throws IOException {
        threads.execute(this::accept);
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** The first lines of all requests. */
    List<String> asked() {
        return asked;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                sockets.add(client);
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                // closed
                return;
            }
        }
    }

    private void serve(Socket client) {
        try {
            String head = head(client.getInputStream());
            String[] first = head.substring(0, head.indexOf("\r\n")).split(" ");
            asked.add(first[0] + " " + first[1]);
            boolean tunnel = "CONNECT".equals(first[0]);
            URI target = URI.create(tunnel ? "tcp://" + first[1] : first[1]);
            Socket there = new Socket(target.getHost(), target.getPort());
            sockets.add(there);
            if (tunnel) {
                client.getOutputStream().write(bytes("HTTP/1.1 200 Connection established\r\n\r\n"));
            } else {
                String path = target.getRawPath() + (target.getRawQuery() == null ? "" : "?" + target.getRawQuery());
                there.getOutputStream()
                        .write(bytes(first[0] + " " + path + " HTTP/1.1\r\nConnection: close"
                                + head.substring(head.indexOf("\r\n")).replaceAll("(?i)\r\nConnection:[^\r]*", "")));
            }
            threads.execute(() -> copy(client, there));
            copy(there, client);
        } catch (IOException e) {
            close(client);
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("The request ended early");
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is of no more use
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        sockets.forEach(HttpProxy::close);
        threads.shutdownNow();
    }
}
