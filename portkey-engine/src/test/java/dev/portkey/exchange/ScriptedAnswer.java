package dev.portkey.exchange;

import dev.portkey.json.JsonCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A made-up answer and its event streams in the dialects of providers, cut into pieces at random, within surrogate pairs
 * too.
 *
 * @param text the words
 * @param tools calls after the words: name and arguments
 */
record ScriptedAnswer(String text, List<Tool> tools) {
    record Tool(String name, String arguments) {}

    private static final String[] WORDS = {
        "Hello",
        " wörld",
        " 🌍",
        "\n\n",
        " \"quoted\\\"",
        "  ",
        "日本語",
        "👩‍👩‍👧",
        " and",
        "\t",
        " the",
        " same",
        "\u0001",
        "."
    };

    static ScriptedAnswer random(Random random, boolean withTools) {
        var text = new StringBuilder();
        int words = random.nextInt(16);
        for (int i = 0; i < words; i++) {
            text.append(WORDS[random.nextInt(WORDS.length)]);
        }
        List<Tool> tools = new ArrayList<>();
        int calls = withTools && random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0;
        for (int i = 0; i < calls; i++) {
            tools.add(new Tool(
                    "tool_" + random.nextInt(2),
                    "{\"city\": " + JsonCodec.quoted(WORDS[random.nextInt(WORDS.length)]) + ", \"n\": "
                            + random.nextInt(3) + "}"));
        }
        return text.isEmpty() && tools.isEmpty()
                ? new ScriptedAnswer("Yes", tools)
                : new ScriptedAnswer(text.toString(), tools);
    }

    /** The same with one word changed. */
    ScriptedAnswer altered(Random random) {
        int at = random.nextInt(text.length() + 1);
        return new ScriptedAnswer(text.substring(0, at) + "*" + text.substring(at), tools);
    }

    ScriptedAnswer after(String prefix) {
        return new ScriptedAnswer(text.substring(prefix.length()), tools);
    }

    List<String> chatChunks(Random random, String id) {
        List<String> events = new ArrayList<>();
        events.add(chunk(id, "{\"role\":\"assistant\",\"content\":\"\"}", "null", ""));
        if (random.nextBoolean()) {
            events.add(": keep-alive\n\n");
        }
        for (String piece : pieces(random, text)) {
            events.add(chunk(id, "{\"content\":" + literal(random, piece) + "}", "null", ""));
        }
        for (int i = 0; i < tools.size(); i++) {
            Tool tool = tools.get(i);
            events.add(chunk(
                    id,
                    "{\"tool_calls\":[{\"index\":" + i + ",\"id\":\"call_" + id + i
                            + "\",\"type\":\"function\",\"function\":{\"name\":\"" + tool.name()
                            + "\",\"arguments\":\"\"}}]}",
                    "null",
                    ""));
            for (String piece : pieces(random, tool.arguments())) {
                events.add(chunk(
                        id,
                        "{\"tool_calls\":[{\"index\":" + i + ",\"function\":{\"arguments\":" + literal(random, piece)
                                + "}}]}",
                        "null",
                        ""));
            }
        }
        events.add(chunk(id, "{}", tools.isEmpty() ? "\"stop\"" : "\"tool_calls\"", ""));
        events.add("data: {\"id\":\"" + id + "\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m-" + id
                + "\",\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":7,\"total_tokens\":12}}\n\n");
        events.add("data: [DONE]\n\n");
        return events;
    }

    private static String chunk(String id, String delta, String finish, String more) {
        return "data: {\"id\":\"" + id + "\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m-" + id
                + "\",\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finish + "}]" + more
                + "}\n\n";
    }

    List<String> completionChunks(Random random, String id) {
        List<String> events = new ArrayList<>();
        for (String piece : pieces(random, text)) {
            events.add("data: {\"id\":\"" + id + "\",\"object\":\"text_completion\",\"created\":1,\"model\":\"m-" + id
                    + "\",\"choices\":[{\"text\":" + literal(random, piece)
                    + ",\"index\":0,\"logprobs\":null,\"finish_reason\":null}]}\n\n");
        }
        events.add("data: {\"id\":\"" + id + "\",\"object\":\"text_completion\",\"created\":1,\"model\":\"m-" + id
                + "\",\"choices\":[{\"text\":\"\",\"index\":0,\"logprobs\":null,\"finish_reason\":\"stop\"}],"
                + "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":7,\"total_tokens\":12}}\n\n");
        events.add("data: [DONE]\n\n");
        return events;
    }

    List<String> messageEvents(Random random, String id) {
        List<String> events = new ArrayList<>();
        events.add(event(
                "message_start",
                "\"message\":{\"id\":\"" + id + "\",\"type\":\"message\",\"role\":\"assistant\","
                        + "\"content\":[],\"model\":\"m-" + id + "\",\"stop_reason\":null,"
                        + "\"usage\":{\"input_tokens\":5,\"output_tokens\":1}}"));
        events.add(event("ping", ""));
        int block = 0;
        if (!text.isEmpty()) {
            events.add(event("content_block_start", "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}"));
            for (String piece : pieces(random, text)) {
                events.add(event(
                        "content_block_delta",
                        "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":" + literal(random, piece) + "}"));
            }
            events.add(event("content_block_stop", "\"index\":0"));
            block++;
        }
        for (Tool tool : tools) {
            events.add(event(
                    "content_block_start",
                    "\"index\":" + block + ",\"content_block\":{\"type\":\"tool_use\",\"id\":\"toolu_" + id + block
                            + "\",\"name\":\"" + tool.name() + "\",\"input\":{}}"));
            for (String piece : pieces(random, tool.arguments())) {
                events.add(event(
                        "content_block_delta",
                        "\"index\":" + block + ",\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":"
                                + literal(random, piece) + "}"));
            }
            events.add(event("content_block_stop", "\"index\":" + block));
            block++;
        }
        events.add(event(
                "message_delta",
                "\"delta\":{\"stop_reason\":\"" + (tools.isEmpty() ? "end_turn" : "tool_use")
                        + "\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":7}"));
        events.add(event("message_stop", ""));
        return events;
    }

    private static String event(String type, String members) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + (members.isEmpty() ? "" : "," + members)
                + "}\n\n";
    }

    private static List<String> pieces(Random random, String text) {
        List<String> pieces = new ArrayList<>();
        for (int from = 0; from < text.length(); ) {
            int end = Math.min(text.length(), from + 1 + random.nextInt(9));
            pieces.add(text.substring(from, end));
            from = end;
        }
        return pieces;
    }

    /** Spelled as it is, or all in escapes. */
    private static String literal(Random random, String text) {
        if (random.nextBoolean()) {
            return JsonCodec.quoted(text);
        }
        var escaped = new StringBuilder("\"");
        text.chars().forEach(unit -> escaped.append("\\u").append(Integer.toHexString(0x10000 | unit), 1, 5));
        return escaped.append('"').toString();
    }

    /** The arguments as values: how they are spaced does not matter. */
    List<String> calls() {
        return tools.stream()
                .map(tool -> tool.name() + JsonCodec.text(JsonCodec.parse(tool.arguments())))
                .toList();
    }
}
