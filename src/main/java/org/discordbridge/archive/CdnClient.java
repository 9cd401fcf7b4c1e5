package org.discordbridge.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.DefaultRedirectStrategy;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.Timeout;

/**
 * Sets up the client that fetches files; the {@code https:} endpoint has it as {@code httpClientConfigurer}. Redirects
 * are followed only to hosts that files may be fetched from, names are not followed to private addresses, bytes arrive
 * as they are sent, and a download that is given up is cut off instead of read to its end.
 */
public final class CdnClient implements HttpClientConfigurer {
    private static final int CONNECTIONS = 64;
    private static final Timeout CONNECT_WITHIN = Timeout.ofSeconds(5);
    private static final Timeout SEND_WITHIN = Timeout.ofSeconds(15);

    private CdnHosts hosts;
    private PoolingHttpClientConnectionManager connections;

    /** Sets the hosts that files may be fetched from: {@code host} or {@code host:port}, separated by commas. */
    public void setCdnHosts(String cdnHosts) {
        hosts = new CdnHosts(cdnHosts);
    }

    @Override
    public synchronized void configureHttpClient(HttpClientBuilder client) {
        if (connections == null) {
            connections = PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(new PublicAddresses())
                    .setMaxConnTotal(CONNECTIONS)
                    .setMaxConnPerRoute(CONNECTIONS)
                    .setDefaultConnectionConfig(ConnectionConfig.custom()
                            .setConnectTimeout(CONNECT_WITHIN)
                            .setSocketTimeout(SEND_WITHIN)
                            .build())
                    .build();
        }
        // the client of the route before and after a reload shares them
        client.setConnectionManager(connections)
                .setConnectionManagerShared(true)
                .setRedirectStrategy(new AllowedRedirects())
                .disableContentCompression()
                .disableCookieManagement()
                .disableAutomaticRetries()
                .addExecInterceptorFirst("cut-off", CdnClient::cutOff);
    }

    private final class PublicAddresses extends SystemDefaultDnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] addresses = super.resolve(host);
            for (InetAddress address : addresses) {
                hosts.check(host, address);
            }
            return addresses;
        }
    }

    private final class AllowedRedirects extends DefaultRedirectStrategy {
        @Override
        public boolean isRedirected(HttpRequest request, HttpResponse response, HttpContext context)
                throws org.apache.hc.core5.http.ProtocolException {
            if (!super.isRedirected(request, response, context)) {
                return false;
            }
            try {
                URI location = getLocationURI(request, response, context);
                return hosts.allows(location);
            } catch (HttpException e) {
                // there is no address at all: the status is told instead
                return false;
            }
        }
    }

    private static ClassicHttpResponse cutOff(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        ClassicHttpResponse response = chain.proceed(request, scope);
        if (response.getEntity() != null) {
            response.setEntity(new CutOffEntity(response.getEntity(), scope.execRuntime));
        }
        return response;
    }

    private static final class CutOffEntity extends HttpEntityWrapper {
        private final ExecRuntime connection;
        private InputStream content;

        CutOffEntity(HttpEntity entity, ExecRuntime connection) {
            super(entity);
            this.connection = connection;
        }

        @Override
        public synchronized InputStream getContent() throws IOException {
            if (content == null) {
                content = new CutOffStream(super.getContent(), connection);
            }
            return content;
        }
    }

    /** Closes its connection if it is closed before its end: what the sender still has to say is not waited for. */
    private static final class CutOffStream extends FilterInputStream {
        private final ExecRuntime connection;
        private boolean done;

        CutOffStream(InputStream in, ExecRuntime connection) {
            super(in);
            this.connection = connection;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            done |= value < 0;
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            done |= read < 0;
            return read;
        }

        @Override
        public void close() throws IOException {
            if (!done) {
                done = true;
                connection.disconnectEndpoint();
            }
            super.close();
        }
    }
}
