package dev.portkey.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomHostPolicyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example.com/a/../b",
                "https://api.example.com/./b",
                "https://api.example.com/%2e%2e/b",
                "https://api.example.com/a%2f..",
                "https://api.example.com/a%5cb",
                "https://api.example.com//b"
            })
    void refusesPathsThatLeadOutOfThemselves(String text) {
        assertThatExceptionOfType(CustomHostException.class)
                .isThrownBy(() -> new CustomHostPolicy(CustomHostPolicy.DEFAULT_ALLOWED).check(text));
    }

    private static final CustomHostPolicy DEFAULT = new CustomHostPolicy(CustomHostPolicy.DEFAULT_ALLOWED);

    @Nested
    class AsWritten {
        @ParameterizedTest
        @CsvSource({
            "https://api.example.com, https://api.example.com",
            "https://api.example.com/, https://api.example.com",
            "https://api.example.com/v1, https://api.example.com/v1",
            "https://api.example.com/v1/, https://api.example.com/v1",
            "https://api.example.com/v1///, https://api.example.com/v1",
            "HTTPS://API.Example.COM/V1, https://api.example.com/V1",
            "http://api.example.com:8080/v1, http://api.example.com:8080/v1",
            "https://api.example.com:443, https://api.example.com:443",
            "https://a-b.c-d.example.co.uk, https://a-b.c-d.example.co.uk",
            "https://1password.example.com, https://1password.example.com",
            "https://8.8.8.8/v1, https://8.8.8.8/v1",
            "https://172.15.0.1, https://172.15.0.1",
            "https://172.32.0.1, https://172.32.0.1",
            "https://100.63.255.255, https://100.63.255.255",
            "https://[2606:4700::1111]:8443/v1, https://[2606:4700::1111]:8443/v1",
            "https://[64:ff9b::8.8.8.8]/v1, https://[64:ff9b::8.8.8.8]/v1",
            "https://[2002:0808:0808::1], https://[2002:0808:0808::1]",
            "http://localhost:11434/v1, http://localhost:11434/v1",
            "http://localhost, http://localhost",
            "http://LOCALHOST:1234, http://localhost:1234",
            "http://models.localhost:8080, http://models.localhost:8080",
            "http://127.0.0.1:9100/a, http://127.0.0.1:9100/a",
            "http://127.0.0.1:6379, http://127.0.0.1:6379",
            "http://[::1]:9100, http://[::1]:9100",
            "http://[0:0:0:0:0:0:0:1]:9100, http://[0:0:0:0:0:0:0:1]:9100"
        })
        void accepts(String text, String baseUrl) {
            CustomHost host = DEFAULT.check(text);

            assertThat(host.baseUrl()).isEqualTo(baseUrl);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "''                                     | empty",
                    "not a url                              | character",
                    "api.example.com                        | http",
                    "//api.example.com                      | http",
                    "file:///etc/passwd                     | http",
                    "ftp://example.com                      | http",
                    "gopher://example.com                   | http",
                    "data:text/plain,x                      | http",
                    "javascript:alert(1)                    | http",
                    "http:api.example.com                   | http",
                    "http:/api.example.com                  | http",
                    "https://                               | host",
                    "https:///v1                            | host",
                    "https://user@example.com               | user info",
                    "https://user:pass@example.com          | user info",
                    "https://127.0.0.1@example.com          | user info",
                    "https://example.com/@x                 | user info",
                    "https://example.com?x=1                | query",
                    "https://example.com/v1?x=1             | query",
                    "https://example.com#x                  | fragment",
                    "https://exa mple.com                   | character",
                    "https://example.com\\@evil.org         | character",
                    "https://exämple.com                    | character",
                    "https://example。com                    | character",
                    "https://１２７.0.0.1                    | character",
                    "https://ex%61mple.com                  | host",
                    "https://127.0.0.1%2f@example.com       | user info",
                    "https://exa_mple.com                   | host",
                    "https://-example.com                   | host",
                    "https://example-.com                   | host",
                    "https://example..com                   | host",
                    "https://.example.com                   | host",
                    "https://example.com.                   | host",
                    "http://localhost.                      | host",
                    "http://127.0.0.1.                      | host",
                    "https://a.b.c.d.e.f.g.h.i.example.com  | too long",
                    "https://example.com:                   | port",
                    "https://example.com:0                  | port",
                    "https://example.com:65536              | port",
                    "https://example.com:99999999999        | port",
                    "https://example.com:+80                | port",
                    "https://example.com:80a                | port",
                    "https://example.com:22                 | port of another protocol",
                    "https://example.com:25                 | port of another protocol",
                    "https://example.com:445                | port of another protocol",
                    "https://example.com:3306               | port of another protocol",
                    "https://example.com:5432               | port of another protocol",
                    "https://example.com:6379               | port of another protocol",
                    "https://example.com:6443               | port of another protocol",
                    "https://example.com:9200               | port of another protocol",
                    "https://example.com:27017              | port of another protocol",
                    "http://2130706433                      | four decimal numbers",
                    "http://2852039166/                     | four decimal numbers",
                    "http://0x7f000001                      | four decimal numbers",
                    "http://0x7f.0.0.1                      | four decimal numbers",
                    "http://017700000001                    | four decimal numbers",
                    "http://0177.0.0.1                      | four decimal numbers",
                    "http://127.0.0.01                      | four decimal numbers",
                    "http://127.1                           | four decimal numbers",
                    "http://127.0.1                         | four decimal numbers",
                    "http://127.0.0.1.1                     | four decimal numbers",
                    "http://256.0.0.1                       | four decimal numbers",
                    "http://1.2.3.0x4                       | four decimal numbers",
                    "http://example.com.0x                  | four decimal numbers",
                    "http://0                               | four decimal numbers",
                    "http://0.0.0.0                         | reserved",
                    "http://10.1.2.3/v1                     | private",
                    "http://172.16.0.1                      | private",
                    "http://172.31.255.255                  | private",
                    "http://192.168.1.1                     | private",
                    "http://100.64.0.1                      | private",
                    "http://100.127.255.255                 | private",
                    "http://127.0.0.2                       | loopback",
                    "http://127.255.255.255                 | loopback",
                    "http://169.254.1.1                     | reserved",
                    "http://192.0.0.1                       | reserved",
                    "http://192.0.2.1                       | reserved",
                    "http://198.18.0.1                      | reserved",
                    "http://198.19.255.255                  | reserved",
                    "http://198.51.100.7                    | reserved",
                    "http://203.0.113.7                     | reserved",
                    "http://192.88.99.1                     | reserved",
                    "http://224.0.0.1                       | reserved",
                    "http://240.0.0.1                       | reserved",
                    "http://255.255.255.255                 | reserved",
                    "http://169.254.169.254/latest          | metadata",
                    "http://169.254.169.1                   | metadata",
                    "http://169.254.170.2                   | metadata",
                    "http://169.254.170.23                  | metadata",
                    "http://100.100.100.200                 | metadata",
                    "http://168.63.129.16                   | metadata",
                    "http://192.0.0.192                     | metadata",
                    "http://[fd00:ec2::254]                 | metadata",
                    "http://[fd20:ce::254]                  | metadata",
                    "http://[::ffff:169.254.169.254]        | metadata",
                    "http://[::169.254.169.254]             | metadata",
                    "http://[64:ff9b::a9fe:a9fe]            | metadata",
                    "http://[2002:a9fe:a9fe::]              | metadata",
                    "http://[2001:0:1::5601:5601]           | metadata",
                    "http://[::ffff:0:169.254.169.254]      | metadata",
                    "http://[2606:4700::5efe:a9fe:a9fe]     | metadata",
                    "http://[::]                            | reserved",
                    "http://[::2]                           | reserved",
                    "http://[::ffff:127.0.0.1]              | loopback",
                    "http://[::ffff:7f00:1]                 | loopback",
                    "http://[::127.0.0.1]                   | loopback",
                    "http://[64:ff9b::10.0.0.1]             | private",
                    "http://[64:ff9b:1::1]                  | reserved",
                    "http://[2002:c0a8:0101::1]             | private",
                    "http://[2001:0:1:2:3:4:f7f7:f7f7]      | reserved",
                    "http://[2001:db8::1]                   | reserved",
                    "http://[3fff::1]                       | reserved",
                    "http://[fc00::1]                       | private",
                    "http://[fd12:3456::1]                  | private",
                    "http://[fe80::1]                       | reserved",
                    "http://[fec0::1]                       | reserved",
                    "http://[ff02::1]                       | reserved",
                    "http://[100::1]                        | reserved",
                    "http://[4000::1]                       | reserved",
                    "http://[fe80::1%25eth0]                | host",
                    "http://[::1                            | port",
                    "http://[::1]x                          | host",
                    "http://[::1]:                          | port",
                    "http://::1                             | port",
                    "http://[1:2:3]                         | host",
                    "http://[127.0.0.1]                     | host",
                    "http://[v1.x]                          | host",
                    "http://metadata                        | metadata",
                    "http://metadata.google.internal/x      | metadata",
                    "http://instance-data                   | metadata",
                    "http://metadata.azure.com              | metadata",
                    "http://kubernetes                      | internal",
                    "http://kubernetes.default              | internal",
                    "http://x.kubernetes.default.svc        | internal",
                    "http://redis                           | internal",
                    "http://printer.local                   | internal",
                    "http://vault.service.consul            | internal",
                    "http://api.svc.cluster.local           | internal",
                    "http://ip-10-0-0-1.ec2.internal        | internal",
                    "http://x.compute.internal              | internal",
                    "http://router.lan                      | internal",
                    "http://nas.home.arpa                   | internal",
                    "http://x.corp                          | internal",
                    "http://x.test                          | internal",
                    "http://x.onion                         | internal",
                    "http://127.0.0.1.nip.io                | wildcard DNS",
                    "http://10-0-0-1.sslip.io               | wildcard DNS",
                    "http://localtest.me                    | wildcard DNS",
                    "http://a.lvh.me                        | wildcard DNS",
                    "https://xn--pple-43d.com               | look like",
                    "https://www.xn--pple-43d.com           | look like",
                    "https://api.portkey.ai/v1              | gateway"
                })
        void refuses(String text, String why) {
            assertThatThrownBy(() -> DEFAULT.check(text))
                    .isInstanceOf(CustomHostException.class)
                    .hasMessageContaining(why);
        }

        @ParameterizedTest
        @ValueSource(chars = {'\0', '\t', '\n', '\r', 0x7f})
        void refusesControlCharacters(char c) {
            assertThatThrownBy(() -> DEFAULT.check("https://example.com/" + c)).hasMessageContaining("character");
        }

        @Test
        void refusesWhatIsTooLong() {
            String longest = "https://example.com/" + "a".repeat(CustomHost.MAX_LENGTH - 20);

            assertThat(DEFAULT.check(longest).baseUrl()).isEqualTo(longest);
            assertThatThrownBy(() -> DEFAULT.check(longest + 'a')).hasMessageContaining("longer than 2048");
        }
    }

    @Nested
    class AsResolved {
        @ParameterizedTest
        @CsvSource({
            "api.example.com, 93.184.216.34, true",
            "api.example.com, 2606:2800:220:1::1, true",
            "API.EXAMPLE.COM, 93.184.216.34, true",
            "api.example.com, 127.0.0.1, false",
            "api.example.com, ::1, false",
            "api.example.com, 10.0.0.1, false",
            "api.example.com, 192.168.0.1, false",
            "api.example.com, 169.254.169.254, false",
            "api.example.com, fd00:ec2::254, false",
            "api.example.com, fe80::1, false",
            "api.example.com, 0.0.0.0, false",
            "api.example.com, 224.0.0.1, false",
            "api.example.com, 64:ff9b::7f00:1, false",
            "localhost, 127.0.0.1, true",
            "LocalHost, 127.0.0.1, true",
            "localhost, 127.0.0.53, true",
            "localhost, ::1, true",
            "localhost, 93.184.216.34, false",
            "localhost, 10.0.0.1, false",
            "x.localhost, 127.0.0.1, true",
            "x.localhost, 10.0.0.1, false",
            "127.0.0.1, 127.0.0.1, true",
            "127.0.0.1, 10.0.0.1, false",
            "127.0.0.2, 127.0.0.2, false",
            "::1, ::1, true",
            "[::1], ::1, true",
            "8.8.8.8, 8.8.8.8, true",
            "8.8.8.8, 8.8.4.4, false",
            "kubernetes.default, 93.184.216.34, false",
            "metadata.google.internal, 93.184.216.34, false",
            "1.2.3.4.nip.io, 1.2.3.4, false"
        })
        void decidesByTheAddress(String host, String address, boolean allowed) throws UnknownHostException {
            assertThat(DEFAULT.allows(host, InetAddress.getByName(address))).isEqualTo(allowed);
        }
    }

    @Nested
    class WithAnAllowList {
        private final CustomHostPolicy policy = new CustomHostPolicy(List.of(
                "gpu-box",
                "*.svc.cluster.local",
                "Models.Internal",
                "10.1.2.3",
                "192.168.0.0/16",
                "fd12::/16",
                "169.254.169.254",
                "metadata.google.internal"));

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://gpu-box:8000/v1",
                    "http://gpu-box:6379",
                    "http://a.svc.cluster.local",
                    "http://b.a.svc.cluster.local:8080",
                    "http://models.internal",
                    "http://10.1.2.3:8000",
                    "http://192.168.7.7:5432",
                    "http://[fd12::5]"
                })
        void accepts(String text) {
            assertThat(policy.check(text).baseUrl()).isEqualTo(text);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://localhost",
                    "http://x.localhost",
                    "http://127.0.0.1",
                    "http://[::1]",
                    "http://gpu-box2",
                    "http://svc.cluster.local",
                    "http://xsvc.cluster.local",
                    "http://10.1.2.4",
                    "http://192.169.0.1:22",
                    "http://[::ffff:10.1.2.3]",
                    "http://[fd13::5]",
                    "http://169.254.169.254",
                    "http://metadata.google.internal"
                })
        void refuses(String text) {
            assertThatThrownBy(() -> policy.check(text)).isInstanceOf(CustomHostException.class);
        }

        @ParameterizedTest
        @CsvSource({
            "gpu-box, 10.9.9.9, true",
            "gpu-box, 127.0.0.1, true",
            "gpu-box, 93.184.216.34, true",
            "gpu-box, fd00::7, true",
            "gpu-box, 169.254.169.254, false",
            "gpu-box, 169.254.7.7, false",
            "gpu-box, 0.0.0.0, false",
            "a.svc.cluster.local, 10.96.0.1, true",
            "a.svc.cluster.local, 100.100.100.200, false",
            "10.1.2.3, 10.1.2.3, true",
            "api.example.com, 10.1.2.3, false",
            "api.example.com, 192.168.7.7, false",
            "metadata.google.internal, 93.184.216.34, false"
        })
        void decidesByTheAddress(String host, String address, boolean allowed) throws UnknownHostException {
            assertThat(policy.allows(host, InetAddress.getByName(address))).isEqualTo(allowed);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "*",
                    "*.",
                    "",
                    "a b",
                    "http://x",
                    "10.0.0.0/33",
                    "10.0.0.1/8",
                    "10.0.0.0/",
                    "x/8",
                    "127.1",
                    "a..b",
                    "x:80",
                    "exa*mple.com"
                })
        void refusesEntriesNobodyUnderstands(String entry) {
            assertThatThrownBy(() -> new CustomHostPolicy(List.of(entry))).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
