package dev.portkey.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MountPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/..%2fadmin",
                "/v1/..%2Fadmin",
                "/v1/..%5cadmin",
                "/v1/..\\admin",
                "/v1/files/%2e%2e%2fadmin",
                "/v1/files/%2E.%2Fadmin",
                "/v1/files/a%2f..",
                "/v1/files/a%2f%2e%2e",
                "/v1/files%5C..%5Cadmin",
                "/v1/files/a%2f./b",
                "/v1/files/..;x=%2f/b",
                "/v1/../a%2fb",
            })
    void refusesDotSegmentsAmongOtherSeparators(String uri) {
        assertThat(MountPath.hidesDotSegment(uri)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/models/meta%2Fllama",
                "/v1/models/meta%2Fllama-3.1",
                "/v1/models/meta%2F.hidden",
                "/v1/models/a..b%2Fc",
                "/v1/models/...%2Fc",
                "/v1/files/%252e%252e%252f",
                "/v1/x/../models",
                "/v1/%2e/models",
            })
    void takesWhatHasOneMeaning(String uri) {
        assertThat(MountPath.hidesDotSegment(uri)).isFalse();
    }
}
