// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.ical.ReadLimits;
import io.passerelle.model.error.PasserelleException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Folded lines, joined. */
class UnfoldingStreamTest {
    private static UnfoldingStream stream(String text, long bytes) {
        return new UnfoldingStream(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), new ReadLimits(bytes, 100, 10, 10, 10));
    }

    private static String all(String text) throws IOException {
        return new String(stream(text, 10_000).readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("lines are joined over a space or a tab, whatever ends them")
    void joined() throws IOException {
        assertThat(all("A:1\r\n 2\r\n\t3\r\nB:4\n 5\rC:6\r\n")).isEqualTo("A:123\nB:45\nC:6\n");
        assertThat(all("no end")).isEqualTo("no end");
        assertThat(all("")).isEmpty();
    }

    @Test
    @DisplayName("bytes come in pieces of any size, at the place that was asked for")
    void pieces() throws IOException {
        UnfoldingStream stream = stream("AB\r\n CDE", 100);
        byte[] target = new byte[6];

        assertThat(stream.read(target, 2, 3)).isEqualTo(3);
        assertThat(target).containsExactly(0, 0, 'A', 'B', 'C', 0);
        assertThat(stream.read(target, 0, 0)).isZero();
        assertThat(stream.read(target, 0, 6)).isEqualTo(2);
        assertThat(target).startsWith('D', 'E');
        assertThat(stream.read(target, 0, 6)).isEqualTo(-1);
        assertThat(stream.read()).isEqualTo(-1);
    }

    @Test
    @DisplayName("a line that is too long loses its end, and it is known which one")
    void cut() throws IOException {
        UnfoldingStream stream = stream("A\n" + "x".repeat(101) + "\n" + "y".repeat(100) + "\nB\n", 10_000);

        assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("A\n" + "x".repeat(100) + "\n" + "y".repeat(100) + "\nB\n");
        assertThat(stream.wasCut(1)).isFalse();
        assertThat(stream.wasCut(2)).isTrue();
        assertThat(stream.wasCut(3)).isFalse();
    }

    @Test
    @DisplayName("a file that is too large is refused, one that is just as large is not")
    void tooLarge() throws IOException {
        assertThat(stream("x".repeat(100), 100).readAllBytes()).hasSize(100);
        assertThatThrownBy(() -> stream("x".repeat(101), 100).readAllBytes()).isInstanceOf(PasserelleException.class);
    }

    @Test
    @DisplayName("closing closes what is read from")
    void closes() throws IOException {
        boolean[] closed = {false};
        InputStream in = new ByteArrayInputStream(new byte[0]) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };

        new UnfoldingStream(in, ReadLimits.DEFAULT).close();

        assertThat(closed[0]).isTrue();
    }
}
