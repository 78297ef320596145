package dev.portkey.observe;

import java.time.Duration;

/**
 * One call to one target.
 *
 * @param target position in the config, {@code config.targets[0]}
 * @param provider provider id
 * @param status what the attempt came to: the provider's status, or the gateway's own when the provider gave none
 * @param failure error code when there was no usable answer, such as {@code provider_unreachable}, or when a stream broke
 *     off, {@code provider_stream_cut}; empty otherwise
 * @param duration until the answer's first bytes, or all of it when it is not a stream
 */
public record AttemptRecord(String target, String provider, int status, String failure, Duration duration) {
    /** This attempt after all its stream came to. */
    public AttemptRecord withFailure(String code) {
        return new AttemptRecord(target, provider, status, code, duration);
    }
}
