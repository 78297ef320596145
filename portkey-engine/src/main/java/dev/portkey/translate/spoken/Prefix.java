package dev.portkey.translate.spoken;

/**
 * What was said, in the form in which a provider is asked to go on from it.
 *
 * @param sent for the provider: without white space at the end, which some refuse there, and without half a surrogate
 *     pair, which has no UTF-8
 * @param pending the rest of what was said: the provider may say it again
 */
public record Prefix(String sent, String pending) {
    public static Prefix of(String said) {
        int end = said.length();
        if (end > 0 && Character.isHighSurrogate(said.charAt(end - 1))) {
            end--;
        }
        while (end > 0 && Character.isWhitespace(said.charAt(end - 1))) {
            end--;
        }
        return new Prefix(said.substring(0, end), said.substring(end));
    }

    /** Whether there is nothing to go on from. */
    public boolean isEmpty() {
        return sent.isEmpty();
    }
}
