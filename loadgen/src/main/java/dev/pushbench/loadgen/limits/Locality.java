package dev.pushbench.loadgen.limits;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;

/** Where a target is. */
public final class Locality {

    private Locality() {}

    /** Whether it is this machine, by a loopback address or by one of its own; no if the name is unknown. */
    public static boolean onThisMachine(URI target) {
        try {
            InetAddress address = InetAddress.getByName(target.getHost());
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (UnknownHostException | SocketException e) {
            return false;
        }
    }
}
