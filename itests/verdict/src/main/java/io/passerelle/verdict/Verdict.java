// SPDX-License-Identifier: Apache-2.0
package io.passerelle.verdict;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Sums up the test reports below a folder and compares the skipped tests with the list {@code .permitted-skips} at its top.
 * A line of that list is {@code class} or {@code class#test}; a {@code *} stands for any characters, and what follows two blanks and
 * a number sign is a comment. One file without dependencies, so that {@code java Verdict.java <folder>} works after a failed build too.
 */
public final class Verdict {
    private static final String COUNTS = "target/test-counts.txt";

    record Test(String type, String name, Outcome outcome) {
        @Override
        public String toString() {
            return type + "#" + name;
        }
    }

    enum Outcome {
        PASSED,
        FAILED,
        SKIPPED
    }

    private final List<Test> tests;
    private final List<String> permitted;

    Verdict(List<Test> tests, List<String> permitted) {
        this.tests = List.copyOf(tests);
        this.permitted = List.copyOf(permitted);
    }

    /**
     * Judges a build; fails by an exception.
     *
     * @param arguments the top folder, then optionally the instant the build began (older reports are left out)
     */
    public static void main(String[] arguments) throws IOException {
        judge(arguments, System.out);
    }

    static void judge(String[] arguments, PrintStream out) throws IOException {
        Path top = Path.of(arguments[0]);
        Instant since = arguments.length > 1 ? Instant.parse(arguments[1]) : Instant.EPOCH;
        Verdict verdict = of(top, since);
        Files.createDirectories(top.resolve(COUNTS).getParent());
        Files.writeString(top.resolve(COUNTS), verdict.counts() + "\n");
        verdict.complaints().forEach(out::println);
        out.println(verdict.counts());
        if (!verdict.isGood()) {
            throw new IllegalStateException(verdict.counts() + "; " + verdict.complaints().size() + " complaints, see above");
        }
    }

    static Verdict of(Path top, Instant since) throws IOException {
        Path list = top.resolve(".permitted-skips");
        List<String> permitted = new ArrayList<>();
        if (Files.exists(list)) {
            for (String line : Files.readAllLines(list, StandardCharsets.UTF_8)) {
                String pattern = line.replaceFirst("(^|\\s\\s)#.*", "").trim();
                if (!pattern.isEmpty()) {
                    permitted.add(pattern);
                }
            }
        }
        List<Test> tests = new ArrayList<>();
        for (Path report : reports(top, since)) {
            tests.addAll(read(report));
        }
        return new Verdict(tests, permitted);
    }

    private static List<Path> reports(Path top, Instant since) throws IOException {
        try (Stream<Path> all = Files.find(top, 8, (path, attributes) -> isReport(path)
                && !attributes.lastModifiedTime().toInstant().isBefore(since))) {
            return all.sorted().toList();
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private static boolean isReport(Path path) {
        String folder = path.getParent() == null ? "" : path.getParent().getFileName().toString();
        String name = path.getFileName().toString();
        return name.startsWith("TEST-") && name.endsWith(".xml") && (folder.equals("surefire-reports") || folder.equals("failsafe-reports"));
    }

    private static List<Test> read(Path report) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            NodeList cases = builder.parse(report.toFile()).getElementsByTagName("testcase");
            List<Test> tests = new ArrayList<>();
            for (int i = 0; i < cases.getLength(); i++) {
                Element test = (Element) cases.item(i);
                tests.add(new Test(test.getAttribute("classname"), test.getAttribute("name"), outcome(test)));
            }
            return tests;
        } catch (ParserConfigurationException | SAXException broken) {
            throw new IOException("Unreadable test report " + report, broken);
        }
    }

    private static Outcome outcome(Element test) {
        if (test.getElementsByTagName("failure").getLength() + test.getElementsByTagName("error").getLength() > 0) {
            return Outcome.FAILED;
        }
        return test.getElementsByTagName("skipped").getLength() > 0 ? Outcome.SKIPPED : Outcome.PASSED;
    }

    boolean isGood() {
        return complaints().isEmpty();
    }

    /** What is wrong, one line each; empty when nothing is. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        for (Test test : tests) {
            if (test.outcome() == Outcome.FAILED) {
                complaints.add("Failed: " + test);
            } else if (test.outcome() == Outcome.SKIPPED && !isPermitted(test)) {
                complaints.add("Skipped without permission (.permitted-skips): " + test);
            }
        }
        if (tests.isEmpty()) {
            complaints.add("No test has run");
        }
        return complaints;
    }

    private boolean isPermitted(Test test) {
        return permitted.stream().anyMatch(pattern -> matches(pattern, test));
    }

    private static boolean matches(String pattern, Test test) {
        int hash = pattern.indexOf('#');
        String type = hash < 0 ? pattern : pattern.substring(0, hash);
        String name = hash < 0 ? "*" : pattern.substring(hash + 1);
        return glob(type, test.type()) && glob(name, test.name());
    }

    private static boolean glob(String pattern, String text) {
        StringBuilder expression = new StringBuilder();
        for (String part : pattern.split("\\*", -1)) {
            expression.append(expression.isEmpty() ? "" : ".*").append(java.util.regex.Pattern.quote(part));
        }
        return java.util.regex.Pattern.compile(expression.toString(), java.util.regex.Pattern.DOTALL).matcher(text).matches();
    }

    /** The sums in one line. */
    String counts() {
        return count(Outcome.PASSED) + " passed, " + count(Outcome.FAILED) + " failed, " + count(Outcome.SKIPPED) + " skipped";
    }

    private long count(Outcome outcome) {
        return tests.stream().filter(test -> test.outcome() == outcome).count();
    }
}
