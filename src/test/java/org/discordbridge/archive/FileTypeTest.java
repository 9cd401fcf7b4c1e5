package org.discordbridge.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class FileTypeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    89504e470d0a1a0a0000000d49484452 | cat.txt    | image/png
                    ffd8ffe000104a464946             | cat        | image/jpeg
                    255044462d312e370a               | cat.png    | application/pdf
                    4d5a90000300000004000000ffff0000 | cat.png    | application/x-msdownload
                    0001020304050607fffefdfc         | cat.png    | application/octet-stream
                    504b0304140000000800             | a.zip      | application/zip
                    """)
    void isWhatTheBytesSayWhateverTheName(String hex, String name, String type) {
        assertThat(of(HexFormat.of().parseHex(hex), name).name()).isEqualTo(type);
    }

    @Test
    void isMorePreciseByNameWhereTheBytesAllowIt() {
        assertThat(of("# Hello\n".getBytes(UTF_8), "note").name()).isEqualTo("text/plain");
        assertThat(of("# Hello\n".getBytes(UTF_8), "readme.md").name()).isEqualTo("text/x-web-markdown");
        assertThat(of("# Hello\n".getBytes(UTF_8), "cat.png").name()).isEqualTo("text/plain");
        assertThat(of("# Hello\n".getBytes(UTF_8), "readme.md").byContent()).containsExactly("text/plain");
    }

    @Test
    void knowsWhatItIsAKindOf() {
        byte[] svg = "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>".getBytes(UTF_8);

        assertThat(of(svg, "cat.txt").byContent()).containsExactly("image/svg+xml", "application/xml", "text/plain");
    }

    @Test
    void knowsNothingOfAnEmptyFile() {
        assertThat(of(new byte[0], "cat.png").name()).isEqualTo("application/octet-stream");
    }

    @Test
    void unpacksNothing() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bomb)) {
            zip.putNextEntry(new ZipEntry("zeros"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                zip.write(zeros);
            }
        }

        assertThat(of(bomb.toByteArray(), "holiday.docx").byContent()).containsExactly("application/zip");
    }

    private static FileType of(byte[] bytes, String name) {
        return FileType.of(bytes, Math.min(bytes.length, FileType.HEAD), name);
    }
}
