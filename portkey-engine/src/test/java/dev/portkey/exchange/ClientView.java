package dev.portkey.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.http.SseParser;
import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonMembers;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A strict client of either dialect: puts an answer together from its events and refuses a stream that is not well formed. */
final class ClientView {
    final StringBuilder text = new StringBuilder();
    final List<String> toolNames = new ArrayList<>();
    final List<StringBuilder> toolArguments = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private int roles;
    private int finishes;
    int usages;

    @Nullable
    JsonObject usage;

    @Nullable
    JsonObject note;

    boolean failed;
    boolean done;
    private int openBlock = -1;
    private int blocks;

    void read(byte[] stream) {
        var parser = new SseParser();
        parser.feed(ByteBuffer.wrap(stream), frame -> {
            require(!done && !failed, "nothing follows the end");
            if (frame.isDone()) {
                done = true;
            } else if (frame.hasData()) {
                event(JsonCodec.parseObject(frame.data()));
            }
        });
        assertThat(parser.end()).as("half an event at the end").isFalse();
        assertThat(done ^ failed).as("an end, of one kind").isTrue();
        assertThat(ids).hasSizeLessThanOrEqualTo(1);
        if (done) {
            assertThat(finishes).isEqualTo(1);
            assertThat(usages).as("at most: a stream may be cut before them").isLessThanOrEqualTo(1);
            assertThat(roles).isLessThanOrEqualTo(1);
        }
    }

    List<String> calls() {
        List<String> calls = new ArrayList<>();
        for (int i = 0; i < toolNames.size(); i++) {
            calls.add(toolNames.get(i)
                    + JsonCodec.text(JsonCodec.parse(toolArguments.get(i).toString())));
        }
        return calls;
    }

    private void event(JsonObject event) {
        if (event.containsKey("error")) {
            failed = true;
        } else if (event.containsKey("type")) {
            message(event);
        } else {
            chunk(event);
        }
        JsonMembers.object(event, "x_portkey").ifPresent(found -> note = found);
    }

    private void chunk(JsonObject chunk) {
        ids.add(chunk.getString("id") + chunk.getString("model"));
        JsonMembers.object(chunk, "usage").ifPresent(this::count);
        for (JsonValue element : chunk.getJsonArray("choices")) {
            JsonObject choice = element.asJsonObject();
            text.append(JsonMembers.text(choice, "text").orElse(""));
            JsonObject delta = JsonMembers.object(choice, "delta").orElse(JsonValue.EMPTY_JSON_OBJECT);
            roles += delta.containsKey("role") ? 1 : 0;
            text.append(JsonMembers.text(delta, "content").orElse(""));
            JsonMembers.array(delta, "tool_calls").ifPresent(this::toolCalls);
            finishes += JsonMembers.text(choice, "finish_reason").isPresent() ? 1 : 0;
        }
    }

    private void toolCalls(JsonArray calls) {
        for (JsonValue element : calls) {
            JsonObject call = element.asJsonObject();
            JsonObject function = call.getJsonObject("function");
            int index = call.getInt("index");
            if (function.containsKey("name")) {
                require(index == toolNames.size(), "calls are counted");
                toolNames.add(function.getString("name"));
                toolArguments.add(new StringBuilder());
            }
            toolArguments.get(index).append(function.getString("arguments"));
        }
    }

    private void message(JsonObject event) {
        switch (event.getString("type")) {
            case "message_start" -> {
                roles++;
                ids.add(event.getJsonObject("message").getString("id"));
            }
            case "content_block_start" -> {
                require(openBlock == -1 && event.getInt("index") == blocks, "one block after the other");
                openBlock = blocks++;
                JsonObject block = event.getJsonObject("content_block");
                if (block.getString("type").equals("tool_use")) {
                    toolNames.add(block.getString("name"));
                    toolArguments.add(new StringBuilder());
                }
            }
            case "content_block_delta" -> {
                require(event.getInt("index") == openBlock, "within the open block");
                JsonObject delta = event.getJsonObject("delta");
                if (delta.getString("type").equals("text_delta")) {
                    text.append(delta.getString("text"));
                } else {
                    toolArguments.get(toolArguments.size() - 1).append(delta.getString("partial_json"));
                }
            }
            case "content_block_stop" -> {
                require(event.getInt("index") == openBlock, "within the open block");
                openBlock = -1;
            }
            case "message_delta" -> {
                require(openBlock == -1, "all blocks are closed");
                finishes++;
                count(event.getJsonObject("usage"));
            }
            case "message_stop" -> done = true;
            default -> require(event.getString("type").equals("ping"), "known events only");
        }
    }

    /** For every event, where the assertions of the library would take most of the time. */
    private static void require(boolean fact, String what) {
        if (!fact) {
            throw new AssertionError("not so: " + what);
        }
    }

    private void count(JsonObject counts) {
        usages++;
        usage = counts;
    }
}
