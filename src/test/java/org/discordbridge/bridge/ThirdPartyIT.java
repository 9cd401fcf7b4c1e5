package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the bridge is made of, as {@code package} tells it. */
@Timeout(30)
class ThirdPartyIT {
    /** Each asks for no more than to be named. */
    private static final Pattern FREE = Pattern.compile(
            "Apache.*2\\.0|The Apache (Software )?License, Version 2\\.0|MIT( License)?|BSD.2.Clause( License)?|Unicode-3\\.0|EPL.[12]\\.0|EDL 1\\.0"
                    + "|Eclipse (Public|Distribution) License( - v |, Version )[12]\\.0|Public Domain, per Creative Commons CC0");

    private static final Pattern LICENCE = Pattern.compile("\\(([^()]+)\\) ");
    private static final Pattern PLACE = Pattern.compile("\\(([^() ]+:[^() ]+:[^() ]+) - ");

    @Test
    void everyLibraryHasALicenceThatAsksForNoMoreThanToBeNamed() throws Exception {
        List<String> lines = Files.readAllLines(Path.of("target/THIRD-PARTY.txt")).stream()
                .filter(line -> PLACE.matcher(line).find())
                .toList();

        assertThat(lines).hasSizeGreaterThan(100);
        assertThat(lines.stream()
                        .filter(line -> licences(line)
                                .noneMatch(name -> FREE.matcher(name).matches())))
                .as("all others; contributing.md says what follows from theirs")
                .singleElement()
                .asString()
                .contains("net.sf.trove4j:core:", "(GNU Lesser General Public License 2.1)");
        assertThat(Files.readString(Path.of("src/main/docs/contributing.md"))).contains("Trove", "LGPL 2.1");
    }

    private static Stream<String> licences(String line) {
        return LICENCE.matcher(line.substring(0, line.lastIndexOf(" (")))
                .results()
                .map(found -> found.group(1));
    }

    @Test
    @Nightly
    void theBillOfMaterialsHasEveryLibraryAndNothingOfTheTests() throws Exception {
        JsonNode bill = new ObjectMapper().readTree(Path.of("target/bom.json").toFile());
        assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(bill.path("metadata").path("component").path("type").asText())
                .isEqualTo("application");
        assertThat(bill.has("serialNumber")).isFalse();
        List<String> components = StreamSupport.stream(bill.path("components").spliterator(), false)
                .map(one -> one.path("group").asText() + ":" + one.path("name").asText() + ":"
                        + one.path("version").asText())
                .sorted()
                .toList();
        List<String> libraries = PLACE.matcher(Files.readString(Path.of("target/THIRD-PARTY.txt")))
                .results()
                .map(MatchResult::group)
                .map(place -> place.substring(1, place.length() - 3))
                .sorted()
                .toList();
        assertThat(components).isEqualTo(libraries);
    }
}
