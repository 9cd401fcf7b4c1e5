package org.discordbridge.servers;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import okhttp3.tls.HeldCertificate;

/**
 * How an S3 server differs from the default one, which is asked over plain HTTP with the bucket in the path.
 *
 * @param authority who has signed the server's certificate, null for plain HTTP
 * @param certificate the server's own
 * @param virtualHost below which name buckets have hosts of their own, or null
 */
public record S3Settings(HeldCertificate authority, HeldCertificate certificate, String virtualHost) {
    /** The default server. */
    public static S3Settings defaults() {
        return new S3Settings(null, null, null);
    }

    /** Over TLS, with a certificate for 127.0.0.1 that an authority of its own has signed. */
    public S3Settings withTls() {
        HeldCertificate root = new HeldCertificate.Builder()
                .commonName("test authority")
                .certificateAuthority(0)
                .build();
        HeldCertificate server = new HeldCertificate.Builder()
                .commonName("s3")
                .addSubjectAlternativeName("127.0.0.1")
                .signedBy(root)
                .build();
        return new S3Settings(root, server, virtualHost);
    }

    /** With buckets as hosts below that name. */
    public S3Settings withVirtualHost(String name) {
        return new S3Settings(authority, certificate, name);
    }

    void writeKeys(Path file, String password) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            keys.setKeyEntry("s3", certificate.keyPair().getPrivate(), password.toCharArray(), new Certificate[] {
                certificate.certificate(), authority.certificate()
            });
            keys.store(out, password.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has PKCS12", e);
        }
    }
}
