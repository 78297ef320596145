package dev.portkey.http.multipart;

/** A body that is no multipart form, or one that different readers would understand differently. */
public final class MalformedFormException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String problem;

    /** @param problem completes "The form is malformed: …" */
    public MalformedFormException(String problem) {
        super("The form is malformed: " + problem);
        this.problem = problem;
    }

    /** What is wrong, as it was given. */
    public String problem() {
        return problem;
    }
}
