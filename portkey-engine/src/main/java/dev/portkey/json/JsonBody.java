package dev.portkey.json;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that stays the bytes it came as. The top-level members are found by a scan; edits of members splice the
 * bytes; the tree is built only when somebody asks for it. Immutable and thread-safe; the arrays given and handed out are
 * not copied and must not be changed.
 *
 * <p>Escaped or repeated top-level names could show one value to us and another to the provider. A document with such
 * names is rebuilt from its tree at once (the last value wins), so that there is only one reading of it.
 */
public final class JsonBody {
    private final byte[] bytes;
    private final List<Member> members;
    private volatile @Nullable JsonObject tree;

    private JsonBody(byte[] bytes, List<Member> members) {
        this.bytes = bytes;
        this.members = members;
    }

    /** One top-level member; offsets into {@link #bytes()}, ends exclusive. */
    public record Member(String name, int start, int valueStart, int end) {
        Member movedBy(int distance) {
            return new Member(name, start + distance, valueStart + distance, end + distance);
        }
    }

    /**
     * Reads a document whose root is an object.
     *
     * @throws JsonSyntaxException when it is not JSON, or the root is another kind of value
     */
    public static JsonBody parse(byte[] json) {
        List<Member> members = new ArrayList<>(12);
        boolean odd = scan(json, members);
        if (!odd) {
            return new JsonBody(json, List.copyOf(members));
        }
        return of(JsonCodec.parseObject(json));
    }

    public static JsonBody of(JsonObject tree) {
        byte[] json = JsonCodec.write(tree);
        List<Member> members = new ArrayList<>(tree.size());
        if (scan(json, members)) {
            members.replaceAll(JsonBody::unescaped);
        }
        var body = new JsonBody(json, List.copyOf(members));
        body.tree = tree;
        return body;
    }

    /** A name that cannot be written without escapes, such as one that holds a quote. */
    private static Member unescaped(Member member) {
        String name = ((JsonString) JsonCodec.parse('"' + member.name() + '"')).getString();
        return new Member(name, member.start(), member.valueStart(), member.end());
    }

    /** The whole document in UTF-8. */
    public byte[] bytes() {
        return bytes;
    }

    public JsonObject tree() {
        JsonObject known = tree;
        if (known == null) {
            known = JsonCodec.parseObject(bytes);
            tree = known;
        }
        return known;
    }

    public List<Member> members() {
        return members;
    }

    public Optional<Member> member(String name) {
        return Optional.ofNullable(find(name));
    }

    public boolean has(String name) {
        return find(name) != null;
    }

    /** The value of a member that is a string. */
    public Optional<String> string(String name) {
        Member member = find(name);
        if (member == null || bytes[member.valueStart()] != '"') {
            return Optional.empty();
        }
        String raw = new String(
                bytes, member.valueStart() + 1, member.end() - member.valueStart() - 2, StandardCharsets.UTF_8);
        return Optional.of(raw.indexOf('\\') < 0 ? raw : ((JsonString) value(member)).getString());
    }

    /** Whether a member is the literal {@code true}. */
    public boolean isTrue(String name) {
        Member member = find(name);
        return member != null && bytes[member.valueStart()] == 't';
    }

    /** The value of a member as a tree of its own. */
    public JsonValue value(Member member) {
        JsonObject known = tree;
        if (known != null) {
            return known.getOrDefault(member.name(), JsonValue.NULL);
        }
        byte[] slice = new byte[member.end() - member.valueStart()];
        System.arraycopy(bytes, member.valueStart(), slice, 0, slice.length);
        return JsonCodec.parse(slice);
    }

    /** This document with a member set: replaced in its place, or added at the end. */
    public JsonBody with(String name, JsonValue value) {
        byte[] json = JsonCodec.write(value);
        Member member = find(name);
        return member != null ? replace(member, json) : append(name, json);
    }

    /** This document with only the members that pass the test. */
    public JsonBody retaining(Predicate<Member> keep) {
        List<Member> kept = members.stream().filter(keep).toList();
        return kept.size() == members.size() ? this : join(kept);
    }

    public JsonBody without(String name) {
        return has(name) ? retaining(member -> !member.name().equals(name)) : this;
    }

    private JsonBody replace(Member replaced, byte[] json) {
        int grown = json.length - (replaced.end() - replaced.valueStart());
        byte[] out = new byte[bytes.length + grown];
        System.arraycopy(bytes, 0, out, 0, replaced.valueStart());
        System.arraycopy(json, 0, out, replaced.valueStart(), json.length);
        System.arraycopy(bytes, replaced.end(), out, replaced.end() + grown, bytes.length - replaced.end());
        List<Member> moved = new ArrayList<>(members.size());
        for (Member member : members) {
            moved.add(
                    member == replaced
                            ? new Member(member.name(), member.start(), member.valueStart(), member.end() + grown)
                            : member.start() < replaced.start() ? member : member.movedBy(grown));
        }
        return new JsonBody(out, List.copyOf(moved));
    }

    private JsonBody append(String name, byte[] json) {
        byte[] key = JsonCodec.write(JsonCodec.string(name));
        int close = bytes.length - 1;
        while (bytes[close] != '}') {
            close--;
        }
        int start = members.isEmpty() ? close : close + 1;
        byte[] out = new byte[start + key.length + 1 + json.length + 1];
        System.arraycopy(bytes, 0, out, 0, close);
        if (start > close) {
            out[close] = ',';
        }
        System.arraycopy(key, 0, out, start, key.length);
        out[start + key.length] = ':';
        int valueStart = start + key.length + 1;
        System.arraycopy(json, 0, out, valueStart, json.length);
        out[out.length - 1] = '}';
        List<Member> grown = new ArrayList<>(members);
        grown.add(new Member(name, start, valueStart, valueStart + json.length));
        return new JsonBody(out, List.copyOf(grown));
    }

    private JsonBody join(List<Member> kept) {
        int size = 2 + Math.max(0, kept.size() - 1);
        for (Member member : kept) {
            size += member.end() - member.start();
        }
        byte[] out = new byte[size];
        List<Member> moved = new ArrayList<>(kept.size());
        int at = 0;
        out[at++] = '{';
        for (Member member : kept) {
            if (at > 1) {
                out[at++] = ',';
            }
            System.arraycopy(bytes, member.start(), out, at, member.end() - member.start());
            moved.add(member.movedBy(at - member.start()));
            at += member.end() - member.start();
        }
        out[at] = '}';
        return new JsonBody(out, List.copyOf(moved));
    }

    private @Nullable Member find(String name) {
        for (Member member : members) {
            if (member.name().equals(name)) {
                return member;
            }
        }
        return null;
    }

    /** Fills {@code members}; true when some name is escaped or comes twice. */
    private static boolean scan(byte[] json, List<Member> members) {
        int at = JsonSyntax.skipSpace(json, 0);
        if (at >= json.length || json[at] != '{') {
            JsonSyntax.check(json);
            throw new JsonSyntaxException(at, "an object");
        }
        boolean odd = false;
        at = JsonSyntax.skipSpace(json, at + 1);
        if (at < json.length && json[at] == '}') {
            end(json, at + 1);
            return false;
        }
        while (true) {
            if (at >= json.length || json[at] != '"') {
                throw new JsonSyntaxException(at, "a member name in double quotes");
            }
            int start = at;
            at = JsonSyntax.skipString(json, at);
            String name = new String(json, start + 1, at - start - 2, StandardCharsets.UTF_8);
            at = JsonSyntax.skipSpace(json, at);
            if (at >= json.length || json[at] != ':') {
                throw new JsonSyntaxException(at, "':'");
            }
            int valueStart = JsonSyntax.skipSpace(json, at + 1);
            at = JsonSyntax.skipValue(json, valueStart);
            odd |= name.indexOf('\\') >= 0 || repeated(members, name);
            members.add(new Member(name, start, valueStart, at));
            at = JsonSyntax.skipSpace(json, at);
            if (at < json.length && json[at] == '}') {
                end(json, at + 1);
                return odd;
            }
            if (at >= json.length || json[at] != ',') {
                throw new JsonSyntaxException(at, "',' or '}'");
            }
            at = JsonSyntax.skipSpace(json, at + 1);
        }
    }

    private static boolean repeated(List<Member> members, String name) {
        for (Member member : members) {
            if (member.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static void end(byte[] json, int from) {
        int at = JsonSyntax.skipSpace(json, from);
        if (at < json.length) {
            throw new JsonSyntaxException(at, "the end of the document");
        }
    }
}
