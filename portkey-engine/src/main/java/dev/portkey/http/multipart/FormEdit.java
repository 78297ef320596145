package dev.portkey.http.multipart;

import java.util.List;

/** What is to become of the fields of one form. Asked in the order of the methods, by one thread at a time. */
public interface FormEdit {
    /** Fields to put in front of all others: servers that read a form as it comes want them before the files. */
    List<FormField> before();

    /** Whether a field stays; asked once for each, in their order. */
    boolean keeps(String name);

    /** Fields to put behind all others, now that it is known what there is. */
    List<FormField> after();
}
