package dev.pushbench.reports.bytes;

/**
 * Segments of TCP in packets of IP, with no acknowledgement counted.
 *
 * @param headerBytes of TCP and IP, options included
 * @param maxContentBytes of one segment: the packet's limit (MTU) less the headers (RFC 9293, section 3.7.1)
 */
public record TcpSegments(int headerBytes, int maxContentBytes) implements Framing {

    /**
     * IPv4 (20; RFC 791, section 3.1) and TCP (20; RFC 9293, section 3.1) with timestamps (10, padded to 12; RFC 7323,
     * section 3.2, and appendix A), in packets of 1,500 bytes.
     */
    public static final TcpSegments ETHERNET_IPV4 = new TcpSegments(52, 1_448);

    public TcpSegments {
        if (headerBytes < 40 || maxContentBytes < 1) {
            throw new IllegalArgumentException("segments with " + headerBytes + " bytes of headers around at most "
                    + maxContentBytes + ": at least 40 and 1 are needed");
        }
    }

    @Override
    public Layer layer() {
        return Layer.TCP_IP;
    }

    @Override
    public LayerBytes around(long contentBytes) {
        return LayerBytes.ofEach(layer(), headerBytes, contentBytes, maxContentBytes);
    }
}
