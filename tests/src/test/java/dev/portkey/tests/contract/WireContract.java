package dev.portkey.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.tests.door.HttpDoor;
import dev.portkey.tests.door.RawConnection;
import dev.portkey.tests.provider.Answer;
import dev.portkey.tests.provider.LiveAnswer;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** HTTP/1.1 as it is on the wire, written by hand. */
abstract class WireContract extends ContractPart {
    WireContract(Bench bench) {
        super(bench);
    }

    @Test
    void aClientThatWaitsToBeToldIsToldToContinue() throws IOException {
        provider.answers(Answer.golden("openai/chat.json"));
        try (var connection = connect()) {
            connection.send(
                    head("POST", "/v1/chat/completions", "expect: 100-continue\r\ncontent-length: " + CHAT.length()));
            assertThat(connection.line()).startsWith("HTTP/1.1 100");
            assertThat(connection.line()).isEmpty();

            connection.send(CHAT);

            assertThat(connection.line()).startsWith("HTTP/1.1 200");
            assertThat(provider.takeCall().text()).isEqualTo(CHAT);
        }
    }

    @Test
    void anOfferToUpgradeIsIgnored() throws IOException {
        provider.answers(Answer.golden("openai/chat.json"));
        try (var connection = connect()) {
            connection.send(head(
                            "POST",
                            "/v1/chat/completions",
                            "connection: upgrade, http2-settings\r\nupgrade: h2c\r\nhttp2-settings: AAEAAEAAAAIAAAAB\r\n"
                                    + "content-length: " + CHAT.length())
                    + CHAT);

            assertThat(connection.line()).startsWith("HTTP/1.1 200");
            var received = provider.takeCall();
            assertThat(received.headers().names()).doesNotContain("upgrade", "http2-settings");
        }
    }

    @Test
    void aConnectionServesOneCallAfterTheOther() throws IOException {
        provider.answers(
                Answer.golden("openai/chat.json"), Answer.golden("openai/chat.sse"), Answer.golden("openai/chat.json"));
        try (var connection = connect()) {
            for (String body : new String[] {CHAT, CHAT_STREAM, CHAT}) {
                connection.send(head("POST", "/v1/chat/completions", "content-length: " + body.length()) + body);
                assertThat(connection.line()).startsWith("HTTP/1.1 200");
                connection.skipResponse();
            }
            assertThat(provider.untakenCalls()).hasSize(3);
        }
    }

    @Test
    void aConnectionServesACallAfterARefusal() throws IOException {
        provider.answers(Answer.golden("openai/chat.json"));
        try (var connection = connect()) {
            String nobody = head("POST", "/v1/chat/completions", "content-length: " + CHAT.length())
                    .replace("authorization", "x-authorization");
            connection.send(nobody + CHAT);
            assertThat(connection.line()).startsWith("HTTP/1.1 401"); // after a 400 some servers close it
            connection.skipResponse();
            connection.send(head("POST", "/v1/chat/completions", "content-length: " + CHAT.length()) + CHAT);
            assertThat(connection.line()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void aPassedThroughBodyThatIsCutIsNotMistakenForTheWhole() throws IOException {
        LiveAnswer live = provider.answersLive("application/octet-stream");
        try (var connection = connect()) {
            connection.send(head("GET", "/v1/files/f_1/content", "accept: */*"));
            live.send("the first half");
            assertThat(connection.line()).startsWith("HTTP/1.1 200");

            live.cut();

            assertThat(connection.everything()).contains("the first half").doesNotEndWith("\r\n0\r\n\r\n");
        }
    }

    @Test
    void aPlainAnswerHasALength() throws IOException {
        provider.answers(Answer.golden("openai/chat.json"));
        try (var connection = connect()) {
            connection.send(head("POST", "/v1/chat/completions", "content-length: " + CHAT.length()) + CHAT);

            assertThat(connection.head().toLowerCase(Locale.ROOT))
                    .contains("content-length: "
                            + Answer.golden("openai/chat.json").body().length)
                    .doesNotContain("transfer-encoding");
        }
    }

    private RawConnection connect() throws IOException {
        return RawConnection.to(base());
    }

    private URI base() {
        return ((HttpDoor) bench.open()).base();
    }

    private String head(String method, String path, String fields) {
        return method + " " + base().getRawPath() + path + " HTTP/1.1\r\nhost: " + base().getAuthority()
                + "\r\nx-portkey-provider: openai\r\nauthorization: Bearer sk-client\r\ncontent-type: application/json\r\n"
                + fields + "\r\n\r\n";
    }
}
