package org.discordbridge.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ObjectAddressTest {
    private final ObjectAddress path =
            new ObjectAddress("files", List.of("http://s3:9000", "https://cdn.example/store"), false);
    private final ObjectAddress virtual = new ObjectAddress("files", List.of("https://s3.example"), true);

    @Test
    void isGivenOutAsOthersReachIt() {
        assertThat(path.of("5/7/9/1/my cat.png")).isEqualTo("https://cdn.example/store/files/5/7/9/1/my%20cat.png");
        assertThat(virtual.of("5/7/9/1/my cat.png")).isEqualTo("https://files.s3.example/5/7/9/1/my%20cat.png");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    http://s3:9000/files/5/7/9/1/my%20cat.png | 5/7/9/1/my cat.png
                    HTTP://S3:9000/files/a%2Bb+c.png | a+b+c.png
                    http://s3:9000/files/a.png?X-Amz-Signature=12&x=y | a.png
                    https://cdn.example/store/files/a.png | a.png
                    https://cdn.example:443/store/files/a.png | a.png
                    http://files.s3:9000/a/b.png | a/b.png
                    s3://files/a/b.png | a/b.png
                    5/7/9/1/my cat.png | 5/7/9/1/my cat.png
                    /5/7/9/1/cat.png | 5/7/9/1/cat.png
                    cat.png | cat.png
                    """)
    void namesAnObject(String reference, String key) {
        assertThat(path.keyOf(reference)).contains(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://s3:9000/other/a.png",
                "http://s3:9000/files",
                "http://s3:9000/files/",
                "http://s3:9000/filesx/a.png",
                "http://s3/files/a.png",
                "https://s3:9000/files/a.png",
                "http://s3:9000@evil.example/files/a.png",
                "http://user@s3:9000/files/a.png",
                "http://evil.example/files/a.png",
                "https://cdn.example/files/a.png",
                "https://cdn.example/store/../files/a.png",
                "//s3:9000/files/a.png",
                "s3://other/a.png",
                "file:///etc/passwd",
                "FILE:/etc/passwd",
                "data:text/plain,hello",
                "http://s3:9000/files/%zz",
                "http://[::1",
                "",
                "/"
            })
    void namesNothingOfThisBucket(String reference) {
        assertThat(path.keyOf(reference)).isEmpty();
    }
}
