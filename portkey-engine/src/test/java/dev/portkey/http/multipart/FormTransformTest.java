package dev.portkey.http.multipart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTransformTest {
    private static final Boundary BOUNDARY = new Boundary("b");

    /** Drops some names, adds one field in front and one behind. */
    private record Edit(Set<String> dropped, List<FormField> before, List<FormField> after) implements FormEdit {
        static final Edit NONE = new Edit(Set.of(), List.of(), List.of());

        @Override
        public boolean keeps(String name) {
            return !dropped.contains(name);
        }
    }

    private static String part(String name, String content) {
        return "--b\nContent-Disposition: form-data; name=\"" + name + "\"\n\n" + content + "\n";
    }

    private static byte[] wire(String form) {
        return form.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] run(byte[] form, FormEdit edit, int pieceSize) {
        var transform = new FormTransform(BOUNDARY, edit);
        var out = new ByteArrayOutputStream();
        for (int at = 0; at < form.length; at += pieceSize) {
            transform.next(
                    ByteBuffer.wrap(form, at, Math.min(pieceSize, form.length - at)), piece -> write(piece, out));
        }
        transform.complete(piece -> write(piece, out));
        return out.toByteArray();
    }

    private static void write(ByteBuffer piece, ByteArrayOutputStream out) {
        byte[] bytes = new byte[piece.remaining()];
        piece.get(bytes);
        out.writeBytes(bytes);
    }

    private static String run(String form, FormEdit edit) {
        byte[] wire = wire(form);
        byte[] whole = run(wire, edit, wire.length);
        for (int size : new int[] {1, 2, 3, 5, 7, 64}) {
            assertThat(run(wire, edit, size)).as("in pieces of " + size).isEqualTo(whole);
        }
        return new String(whole, StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    @Test
    void leavesWhatIsNotToBeChanged() {
        String form = part("model", "whisper-1") + part("empty", "") + part("file", "\n--bo\n-- b\n--\n") + "--b--\n";

        assertThat(run(form, Edit.NONE)).isEqualTo(form);
    }

    @Test
    void takesAwayAndAdds() {
        var edit = new Edit(
                Set.of("model"), List.of(new FormField("model", "m\u00fc")), List.of(new FormField("n\"", "1")));

        assertThat(run(part("file", "RIFF") + part("model", "x") + part("p", "q") + "--b--\n", edit))
                .isEqualTo(part("model", "m\u00fc") + part("file", "RIFF") + part("p", "q") + part("n%22", "1")
                        + "--b--\n");
    }

    @Test
    void aFormWithoutFieldsIsAForm() {
        var edit = new Edit(Set.of(), List.of(new FormField("a", "1")), List.of());

        assertThat(run("--b--\n", edit)).isEqualTo(part("a", "1") + "--b--\n");
    }

    @Test
    void textAroundTheFormIsNoPartOfIt() {
        assertThat(run("preamble\n" + part("a", "1") + "--b--\nepilogue\n--b\n", Edit.NONE))
                .isEqualTo(part("a", "1") + "--b--\n");
    }

    @Test
    void delimitersMayBePadded() {
        assertThat(run("--b \t\nContent-Disposition: form-data; name=\"a\"\n\n1\n--b--", Edit.NONE))
                .isEqualTo(part("a", "1") + "--b--\n");
    }

    @Test
    void aPartWithoutContentMayLackItsEmptyLine() {
        assertThat(run("--b\nContent-Disposition: form-data; name=a\n\n--b--\n", Edit.NONE))
                .isEqualTo("--b\nContent-Disposition: form-data; name=a\n\n--b--\n");
    }

    @Test
    void filesPassWithoutBeingHeld() {
        byte[] file = new byte[1 << 20];
        new Random(1).nextBytes(file);
        var transform = new FormTransform(BOUNDARY, Edit.NONE);
        List<Integer> sizes = new ArrayList<>();

        transform.next(
                ByteBuffer.wrap(wire("--b\nContent-Disposition: form-data; name=\"f\"; filename=\"x.bin\"\n\n")),
                piece -> {});
        transform.next(ByteBuffer.wrap(file), piece -> sizes.add(piece.remaining()));

        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isGreaterThan(file.length - 16);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no form at all",
                "--b\nContent-Disposition: form-data; name=\"a\"\n\n1\n",
                "--b\n\n1\n--b--\n",
                "--b\nContent-Type: text/plain\n\n1\n--b--\n",
                "--b\nContent-Disposition: attachment; name=\"a\"\n\n1\n--b--\n",
                "--b\nContent-Disposition: form-data\n\n1\n--b--\n",
                "--b\nContent-Disposition: form-data; name=\"a\"; name=\"model\"\n\n1\n--b--\n",
                "--b\nContent-Disposition: form-data; name=\"a\"; name*=UTF-8''model\n\n1\n--b--\n",
                "--b\nContent-Disposition: form-data; name=\"mo\\del\"\n\n1\n--b--\n",
                "--b\nContent-Disposition: form-data; name=\"a\" x\n\n1\n--b--\n",
                "--b\nContent-Disposition: form-data; name=\"a\"\nContent-Disposition: form-data; name=\"b\"\n\n1\n--b--\n",
                "--b\nContent-Disposition: form-data;\n name=\"a\"\n\n1\n--b--\n"
            })
    void refusesWhatIsNoFormOrAmbiguous(String form) {
        assertThatThrownBy(() -> run(wire(form), Edit.NONE, 4096)).isInstanceOf(MalformedFormException.class);
    }

    @Test
    void refusesHeadersWithoutEnd() {
        byte[] form = wire("--b\nX: " + "x".repeat(20_000));

        assertThatThrownBy(() -> run(form, Edit.NONE, 1000)).isInstanceOf(MalformedFormException.class);
    }

    @Test
    void refusesFieldsThatHoldTheBoundary() {
        var edit = new Edit(Set.of(), List.of(new FormField("a", "x\r\n--b\r\n")), List.of());

        assertThatThrownBy(() -> run(wire("--b--\n"), edit, 100)).isInstanceOf(MalformedFormException.class);
    }

    @Test
    void readsTheBoundaryOfAContentType() {
        assertThat(Boundary.of("multipart/form-data; boundary=abc")).contains(new Boundary("abc"));
        assertThat(Boundary.of("multipart/form-data;charset=utf-8; Boundary=\"a b\""))
                .contains(new Boundary("a b"));
        assertThat(Boundary.of("multipart/form-data")).isEmpty();
    }
}
