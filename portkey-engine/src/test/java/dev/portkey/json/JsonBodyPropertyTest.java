package dev.portkey.json;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Random documents and random damage: our scan and the JSON-P parser must see the same thing. */
class JsonBodyPropertyTest {
    private static final String[] NAMES = {"model", "messages", "a b", "q\"uote", "ümlaut", "\u0001", "😀", ""};

    @RepeatedTest(50)
    void editsAgreeWithTheTree(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        for (int i = 0; i < 100; i++) {
            JsonObject tree = object(random, 3);
            String name = NAMES[random.nextInt(NAMES.length)];
            JsonValue value = value(random, 2);
            JsonBody body = JsonBody.parse(JsonCodec.write(tree));

            assertThat(body.with(name, value).tree())
                    .isEqualTo(JsonCodec.object(tree).add(name, value).build());
            assertThat(JsonCodec.parse(body.with(name, value).without("model").bytes()))
                    .isEqualTo(JsonCodec.object(
                                    JsonCodec.object(tree).add(name, value).build())
                            .remove("model")
                            .build());
        }
    }

    @RepeatedTest(50)
    void whatPassesTheCheckIsReadAlikeByTheParser(RepetitionInfo run) {
        Random random = new Random(1000 + run.getCurrentRepetition());
        for (int i = 0; i < 400; i++) {
            byte[] json = JsonCodec.write(object(random, 3));
            for (int damage = random.nextInt(3); damage > 0; damage--) {
                json[random.nextInt(json.length)] = (byte) "{}[]\",:\\ue019-.tfn \u007f".charAt(random.nextInt(20));
            }
            JsonBody body;
            try {
                body = JsonBody.parse(json);
            } catch (JsonSyntaxException refused) {
                continue;
            }

            JsonObject tree = JsonCodec.parseObject(json);
            assertThat(body.tree()).isEqualTo(tree);
            assertThat(body.members()).hasSameSizeAs(tree.keySet());
            for (JsonBody.Member member : body.members()) {
                assertThat(JsonBody.parse(body.bytes()).value(member)).isEqualTo(tree.get(member.name()));
            }
        }
    }

    private static JsonObject object(Random random, int depth) {
        JsonObjectBuilder object = JsonCodec.object();
        for (int i = random.nextInt(5); i > 0; i--) {
            object.add(NAMES[random.nextInt(NAMES.length)], value(random, depth - 1));
        }
        return object.build();
    }

    private static JsonValue value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> JsonCodec.number(random.nextInt(2000) - 1000);
            case 1 -> JsonCodec.number(random.nextGaussian() * 1e10);
            case 2 -> JsonCodec.string(NAMES[random.nextInt(NAMES.length)] + "\\ \n\u2028");
            case 3 -> JsonCodec.bool(random.nextBoolean());
            case 4 -> JsonValue.NULL;
            case 5 -> object(random, depth);
            default -> {
                JsonArrayBuilder array = JsonCodec.array();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(value(random, depth - 1));
                }
                yield array.build();
            }
        };
    }
}
