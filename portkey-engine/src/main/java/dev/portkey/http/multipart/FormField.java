package dev.portkey.http.multipart;

/** A field of a form that is no file. */
public record FormField(String name, String value) {}
