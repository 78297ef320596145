package dev.portkey.exchange;

import dev.portkey.config.Target;
import dev.portkey.error.ErrorCode;
import dev.portkey.error.GatewayException;
import dev.portkey.http.Body;
import dev.portkey.http.Headers;
import dev.portkey.http.MediaTypes;
import dev.portkey.http.TransformedBody;
import dev.portkey.http.multipart.Boundary;
import dev.portkey.http.multipart.FormTransform;
import dev.portkey.http.multipart.MalformedFormException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** A client's multipart form as a target wants it. Changed while it streams; what is at hand stays at hand. */
final class ShapedForm {
    private ShapedForm() {}

    /**
     * The content to send; the client's own when it is no form or the target has no parameters.
     *
     * @throws GatewayException 400 when a form at hand is malformed; one that streams fails as it is read
     */
    static Body of(Body content, Headers headers, Target target) {
        String type = headers.first("content-type").orElse("");
        if (!FormParams.changes(target)
                || content.length() == 0
                || !MediaTypes.essence(type).equals("multipart/form-data")) {
            return content;
        }
        Boundary boundary = Boundary.of(type).orElseThrow(() -> malformed("its content type names no boundary"));
        var transform = new FormTransform(boundary, new FormParams(target));
        return content instanceof Body.Bytes bytes
                ? Body.of(shape(bytes.content(), transform))
                : Body.of(new TransformedBody(content.publisher(), transform), -1);
    }

    private static byte[] shape(byte[] form, FormTransform transform) {
        var shaped = new ByteArrayOutputStream(form.length + 256);
        Consumer<ByteBuffer> out = piece -> {
            byte[] bytes = new byte[piece.remaining()];
            piece.get(bytes);
            shaped.writeBytes(bytes);
        };
        try {
            transform.next(ByteBuffer.wrap(form), out);
            transform.complete(out);
        } catch (MalformedFormException e) {
            throw malformed(e.problem());
        }
        return shaped.toByteArray();
    }

    private static GatewayException malformed(String problem) {
        return GatewayException.of(ErrorCode.INVALID_REQUEST, "The form is malformed: " + problem);
    }
}
