package dev.portkey.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Header fields in the order they came. Names are kept in lower case and compared so; a name may come several times.
 * Immutable.
 */
public final class Headers {
    public static final Headers EMPTY = new Headers(new String[0]);

    /** Name, value, name, value, … */
    private final String[] fields;

    private Headers(String[] fields) {
        this.fields = fields;
    }

    /** Fields from alternating names and values. */
    public static Headers of(String... namesAndValues) {
        Builder builder = builder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            builder.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return builder.build();
    }

    public static Builder builder() {
        return new Builder(new ArrayList<>(24));
    }

    /** The value of the first field of that name. */
    public Optional<String> first(String name) {
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equalsIgnoreCase(name)) {
                return Optional.of(fields[i + 1]);
            }
        }
        return Optional.empty();
    }

    /** The values of all fields of that name, in order. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>(1);
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equalsIgnoreCase(name)) {
                values.add(fields[i + 1]);
            }
        }
        return Collections.unmodifiableList(values);
    }

    public boolean contains(String name) {
        return first(name).isPresent();
    }

    /** All names in lower case, each once. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        forEach((name, value) -> names.add(name));
        return Collections.unmodifiableSet(names);
    }

    /** Calls back for each field, with the name in lower case. */
    public void forEach(BiConsumer<String, String> field) {
        for (int i = 0; i < fields.length; i += 2) {
            field.accept(fields[i], fields[i + 1]);
        }
    }

    public boolean isEmpty() {
        return fields.length == 0;
    }

    public Builder toBuilder() {
        return new Builder(new ArrayList<>(Arrays.asList(fields)));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Headers that && Arrays.equals(fields, that.fields);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(fields);
    }

    /** The names alone: values may be secrets. */
    @Override
    public String toString() {
        return names().toString();
    }

    /** Collects fields; confined to one thread. */
    public static final class Builder {
        private final List<String> fields;

        private Builder(List<String> fields) {
            this.fields = fields;
        }

        public Builder add(String name, String value) {
            fields.add(name.toLowerCase(Locale.ROOT));
            fields.add(value);
            return this;
        }

        /** Replaces all fields of that name by this one. */
        public Builder set(String name, String value) {
            return remove(name).add(name, value);
        }

        public Builder remove(String name) {
            return removeIf(name::equalsIgnoreCase);
        }

        /** Leaves out the fields whose lower-case name passes the test. */
        public Builder removeIf(Predicate<String> nameTest) {
            for (int i = fields.size() - 2; i >= 0; i -= 2) {
                if (nameTest.test(fields.get(i))) {
                    fields.remove(i + 1);
                    fields.remove(i);
                }
            }
            return this;
        }

        /** Sets each field of {@code others}, which replace those of the same name here. */
        public Builder setAll(Headers others) {
            others.names().forEach(this::remove);
            others.forEach(this::add);
            return this;
        }

        public Headers build() {
            return fields.isEmpty() ? EMPTY : new Headers(fields.toArray(new String[0]));
        }
    }
}
