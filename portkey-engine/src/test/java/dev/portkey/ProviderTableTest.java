package dev.portkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.provider.ProviderTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProviderTableTest {
    private static final Path PAGE = Path.of("docs/providers.md");

    @Test
    void theDocumentedTableIsCurrent() throws IOException {
        String table = ProviderTable.of(BuiltInProviders.load(getClass().getClassLoader()));
        if (Boolean.getBoolean("portkey.docs.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, table);
        }

        assertThat(table)
                .as("docs/providers.md, written by -Dportkey.docs.write=true")
                .isEqualTo(Files.readString(PAGE));
    }
}
