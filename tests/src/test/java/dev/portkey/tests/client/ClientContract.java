package dev.portkey.tests.client;

import dev.portkey.tests.door.HttpDoor;
import dev.portkey.tests.provider.FakeProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** What each client is used for, through a gateway that was started without any settings. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ClientContract {
    private FakeProvider provider;
    private HttpDoor door;

    abstract HttpDoor open() throws Exception;

    @BeforeAll
    void openDoor() throws Exception {
        provider = FakeProvider.start();
        door = open();
    }

    @BeforeEach
    void forgetEarlierTests() {
        provider.forget();
    }

    @AfterAll
    void closeDoor() throws Exception {
        door.close();
        provider.close();
    }

    @Nested
    class OpenAiJava extends OpenAiJavaContract {
        OpenAiJava() {
            super(door, provider);
        }
    }

    @Nested
    class LangChain4j extends LangChain4jContract {
        LangChain4j() {
            super(door, provider);
        }
    }
}
