package dev.portkey.exchange;

import dev.portkey.http.SseFrame;
import dev.portkey.provider.Endpoint;
import dev.portkey.translate.spoken.ClientEvents;
import dev.portkey.translate.spoken.EventPath;
import dev.portkey.translate.spoken.HeardPath;
import dev.portkey.translate.spoken.HeldOpening;
import dev.portkey.translate.spoken.Transcript;
import java.util.Optional;
import java.util.Set;

/**
 * How the event stream of one attempt reaches the client.
 *
 * @param path what its events pass on the way
 * @param rescuable whether somebody else ends the stream if it breaks off
 */
record Delivery(EventPath path, boolean rescuable) {
    /** What a stream of OpenAI's Responses begins with before there is anything to read. */
    private static final Set<String> RESPONSE_OPENINGS = Set.of(
            "response.created",
            "response.queued",
            "response.in_progress",
            "response.output_item.added",
            "response.content_part.added");

    /** Events as they are, whatever they mean; the first with data is the beginning. */
    static Delivery raw() {
        return new Delivery(new HeldOpening(SseFrame::hasData), false);
    }

    /** Events that the endpoint is known to send, from the first with content on. */
    static Delivery plain(Endpoint endpoint) {
        if (endpoint == Endpoint.RESPONSE_CREATE) {
            return new Delivery(
                    new HeldOpening(frame -> frame.hasData() && !RESPONSE_OPENINGS.contains(frame.name())), false);
        }
        return events(endpoint)
                .map(events -> new Delivery(new HeldOpening(events::isContent), false))
                .orElseGet(Delivery::raw);
    }

    /** As {@link #plain}, with everything that is said written down for others to go on from. */
    static Delivery heard(Transcript transcript) {
        return new Delivery(new HeardPath(transcript), true);
    }

    /** The events of an endpoint whose streams can be rescued. */
    static Optional<ClientEvents> events(Endpoint endpoint) {
        return switch (endpoint) {
            case CHAT_COMPLETION -> Optional.of(ClientEvents.chat());
            case COMPLETION -> Optional.of(ClientEvents.completion());
            case MESSAGES -> Optional.of(ClientEvents.message());
            default -> Optional.empty();
        };
    }
}
