package dev.portkey.translate;

import dev.portkey.config.Target;
import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonCodec;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A provider's spelling of one request, as rows. Rows run in order; a later row overwrites an earlier one. Members without
 * a row are left out, unless the mapping is {@link #open()}. Where no row changes anything, the client's bytes are sent,
 * with the unknown members cut out of them. Immutable.
 */
public final class RequestMapping {
    private final List<Field> rows;
    private final Map<String, List<Field>> bySource;
    private final List<Field> required;
    private final Set<String> dropped;
    private final boolean open;

    private RequestMapping(List<Field> rows, Set<String> dropped, boolean open) {
        this.rows = List.copyOf(rows);
        this.dropped = Set.copyOf(dropped);
        this.open = open;
        Map<String, List<Field>> index = new HashMap<>();
        for (Field row : rows) {
            index.computeIfAbsent(row.source(), source -> new ArrayList<>()).add(row);
        }
        this.bySource = Map.copyOf(index);
        this.required = rows.stream().filter(Field::required).toList();
    }

    public static RequestMapping of(Field... rows) {
        return new RequestMapping(List.of(rows), Set.of(), false);
    }

    /** The same rows, and members without a row pass unchanged. */
    public RequestMapping open() {
        return new RequestMapping(rows, dropped, true);
    }

    /** The same rows, followed by more. */
    public RequestMapping with(Field... more) {
        List<Field> all = new ArrayList<>(rows);
        all.addAll(Arrays.asList(more));
        return new RequestMapping(all, dropped, open);
    }

    /** Without the rows that read these members; in an open mapping the members then pass unchanged. */
    public RequestMapping without(String... sources) {
        Set<String> gone = Set.of(sources);
        return new RequestMapping(
                rows.stream().filter(row -> !gone.contains(row.source())).toList(), dropped, open);
    }

    /** Never sends these members, with whatever rows read them. */
    public RequestMapping dropping(String... sources) {
        Set<String> all = new HashSet<>(dropped);
        all.addAll(List.of(sources));
        RequestMapping rest = without(sources);
        return new RequestMapping(rest.rows, all, open);
    }

    /** The members that are never sent although the mapping is open, in alphabetical order. */
    public Set<String> dropped() {
        return Collections.unmodifiableSet(new TreeSet<>(dropped));
    }

    /** The provider's request in UTF-8. */
    public byte[] apply(JsonBody body, Target target) {
        if (leaves(body)) {
            return body.retaining(member -> passes(member.name())).bytes();
        }
        return JsonCodec.write(translate(body.tree(), target));
    }

    private boolean passes(String name) {
        return open ? !dropped.contains(name) : bySource.containsKey(name);
    }

    private boolean leaves(JsonBody body) {
        for (Field row : required) {
            if (!body.has(row.source())) {
                return false;
            }
        }
        for (JsonBody.Member member : body.members()) {
            List<Field> fields = bySource.get(member.name());
            if (fields != null && (fields.size() > 1 || !fields.get(0).leaves(body, member))) {
                return false;
            }
        }
        return true;
    }

    private JsonObject translate(JsonObject body, Target target) {
        Map<String, Object> out = new LinkedHashMap<>();
        if (open) {
            body.forEach((name, value) -> {
                if (passes(name) && !bySource.containsKey(name)) {
                    out.put(name, value);
                }
            });
        }
        for (Field row : rows) {
            row.value(body, target).ifPresent(value -> put(out, row.destination(), value));
        }
        return build(out);
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> out, String path, JsonValue value) {
        Map<String, Object> parent = out;
        int from = 0;
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', from)) {
            String name = path.substring(from, dot);
            Object child = parent.get(name);
            if (!(child instanceof Map)) {
                child = child instanceof JsonObject object
                        ? new LinkedHashMap<String, Object>(object)
                        : new LinkedHashMap<>();
                parent.put(name, child);
            }
            parent = (Map<String, Object>) child;
            from = dot + 1;
        }
        parent.put(path.substring(from), value);
    }

    @SuppressWarnings("unchecked")
    private static JsonObject build(Map<String, Object> members) {
        JsonObjectBuilder object = JsonCodec.object();
        members.forEach((name, value) ->
                object.add(name, value instanceof JsonValue json ? json : build((Map<String, Object>) value)));
        return object.build();
    }
}
