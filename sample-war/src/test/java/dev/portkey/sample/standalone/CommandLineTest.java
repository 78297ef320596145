package dev.portkey.sample.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    @Test
    void leavesEverythingOpenWithoutArguments() {
        assertThat(CommandLine.parse(List.of()))
                .isEqualTo(new CommandLine(false, Optional.empty(), OptionalInt.empty(), Optional.empty()));
    }

    @Test
    void takesValuesAfterABlankOrAnEqualsSign() {
        CommandLine expected =
                new CommandLine(false, Optional.of("0.0.0.0"), OptionalInt.of(0), Optional.of("portkey.json"));

        assertThat(CommandLine.parse(List.of("--port", "0", "--host", "0.0.0.0", "--settings", "portkey.json")))
                .isEqualTo(expected);
        assertThat(CommandLine.parse(List.of("--port=0", "--host=0.0.0.0", "--settings=portkey.json")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "--port 65536,  --port needs a number from 0 to 65535",
        "--port x,      --port needs a number from 0 to 65535",
        "--port,        --port needs a value",
        "--host=,       --host= needs a value",
        "--nix,         unknown argument: --nix",
        "portkey.json,  unknown argument: portkey.json",
    })
    void saysWhatIsWrong(String arguments, String message) {
        assertThatThrownBy(() -> CommandLine.parse(List.of(arguments.split(" "))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }
}
