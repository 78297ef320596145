import dev.portkey.Gateway;
import dev.portkey.config.SettingsSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;

/** A gateway with the settings of the measurement and somebody who takes each record. */
final class RecordedGateway {
    private RecordedGateway() {}

    static Gateway with(String settingsFile) throws Exception {
        var records = new LongAdder();
        return Gateway.builder()
                .settings(new SettingsSource(settingsFile, Files.readString(Path.of(settingsFile))))
                .listener(exchange -> records.increment())
                .build();
    }
}
