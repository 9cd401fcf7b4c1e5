package org.discordbridge.architecture;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Reads the dependencies of a POM, and of the POMs that lie beside the jars of this build's class path. */
record ArtifactPom(List<Entry> dependencies) {
    /** A dependency; version and scope are empty if the POM leaves them to its parent. */
    record Entry(String artifact, String version, String scope, boolean optional) {}

    static ArtifactPom read(Path file) throws Exception {
        Element project = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getDocumentElement();
        List<Entry> found = new ArrayList<>();
        for (Element list : children(project, "dependencies")) {
            for (Element dependency : children(list, "dependency")) {
                found.add(new Entry(
                        text(dependency, "artifactId"),
                        text(dependency, "version"),
                        text(dependency, "scope"),
                        "true".equals(text(dependency, "optional"))));
            }
        }
        return new ArtifactPom(found);
    }

    /** Returns the artifacts that somebody who compiles against this one has. Those of exclusions are among them. */
    Set<String> compileArtifacts() throws Exception {
        Map<String, Path> jars = classPath();
        Set<String> all = new TreeSet<>();
        List<Entry> next = dependencies;
        while (!next.isEmpty()) {
            List<Entry> theirs = new ArrayList<>();
            for (Entry entry : next) {
                Path jar = jars.get(entry.artifact());
                if (all.add(entry.artifact()) && jar != null) {
                    Path pom = Path.of(jar.toString().replaceFirst("\\.jar$", ".pom"));
                    read(pom).dependencies().stream()
                            .filter(other ->
                                    !other.optional() && Set.of("", "compile").contains(other.scope()))
                            .forEach(theirs::add);
                }
            }
            next = theirs;
        }
        return all;
    }

    /** Finds the jars of this build's class path, by the names of their artifacts. */
    static Map<String, Path> classPath() {
        return Stream.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(File.pathSeparator))
                .map(Path::of)
                .filter(jar -> jar.toString().endsWith(".jar") && Files.exists(jar))
                .collect(Collectors.toMap(ArtifactPom::artifact, jar -> jar, (first, second) -> first, TreeMap::new));
    }

    /** Returns the name of an artifact by the folder of its jar in the local repository. */
    static String artifact(Path jar) {
        return jar.getParent().getParent().getFileName().toString();
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }

    private static String text(Element parent, String name) {
        return children(parent, name).stream()
                .map(child -> child.getTextContent().strip())
                .findFirst()
                .orElse("");
    }
}
