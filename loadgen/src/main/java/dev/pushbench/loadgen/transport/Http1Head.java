package dev.pushbench.loadgen.transport;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpVersion;

/**
 * Reads one response head by Jetty's parser and is dropped afterwards: an open subscription does not pay for it.
 *
 * <p>Owner: the event loop of the connection.
 */
final class Http1Head implements HttpParser.ResponseHandler {

    /** Real heads have a few hundred bytes; servers limit theirs to 8 or 16 KiB. */
    static final int MAX_BYTES = 32 * 1024;

    private final HttpParser parser = new HttpParser(this);
    private final HttpFields.Mutable fields = HttpFields.build();
    private int status;
    private String reason;
    private int bytes;
    private boolean complete;
    private HttpException failure;

    /** Takes the bytes of the head and leaves what follows it. True when the head of the final response is complete. */
    boolean read(ByteBuffer in) throws ProtocolViolation {
        while (in.hasRemaining()) {
            parse(in);
            if (complete && !interim()) {
                return true;
            }
            if (complete) {
                complete = false;
                fields.clear();
                parser.reset();
            }
        }
        return false;
    }

    int status() {
        return status;
    }

    String reason() {
        return reason;
    }

    HttpFields fields() {
        return fields;
    }

    /** 100 Continue, 103 Early Hints: the response proper is still to come. */
    private boolean interim() {
        return status / 100 == 1 && status != 101;
    }

    private void parse(ByteBuffer in) throws ProtocolViolation {
        int from = in.position();
        try {
            parser.parseNext(in);
        } catch (AssertionError onlyWithAssertions) {
            // Jetty asserts that a bad message has an error status, which a broken "200 OK" has not.
            failure = new HttpException.RuntimeException(400, "Bad Response");
        }
        if (failure != null) {
            throw violation(
                    "did not answer in HTTP/1.1 (" + Detail.clean(failure.getReason()) + "): is it an HTTP port?");
        }
        bytes += in.position() - from;
        if (bytes > MAX_BYTES) {
            throw new ProtocolViolation(
                    CloseCode.TOO_BIG, "the server sent a response head of more than " + MAX_BYTES + " bytes");
        }
    }

    private static ProtocolViolation violation(String what) {
        return new ProtocolViolation(CloseCode.PROTOCOL_ERROR, "the server " + what);
    }

    @Override
    public void startResponse(HttpVersion version, int status, String reason) {
        this.status = status;
        this.reason = reason;
    }

    @Override
    public void parsedHeader(HttpField field) {
        fields.add(field);
    }

    @Override
    public boolean headerComplete() {
        complete = true;
        return true;
    }

    @Override
    public void badMessage(HttpException failure) {
        this.failure = failure;
    }

    @Override
    public boolean content(ByteBuffer content) {
        return true;
    }

    @Override
    public boolean contentComplete() {
        return false;
    }

    @Override
    public boolean messageComplete() {
        return false;
    }

    @Override
    public void earlyEOF() {}
}
