// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.hosts;

/**
 * The servers of these tests, each started when it is first asked for and ended with the Java process, however that ends. They
 * are installed by {@code install.sh}, listen on free ports of loopback, and keep what they store below {@code target}. Thread-safe.
 */
public final class RealHosts {
    private RealHosts() {}

    /** A SOGo with its database, cache, web server and a mail server that keeps what it is given. */
    public static Sogo sogo() {
        return SogoHolder.SOGO;
    }

    /** A Radicale. */
    public static DavServer radicale() {
        return RadicaleHolder.RADICALE;
    }

    /** A Xandikos: without passwords, for one person, who is Alice. */
    public static DavServer xandikos() {
        return XandikosHolder.ALICE;
    }

    /** Another one, which is Bob's. */
    public static DavServer xandikosOfBob() {
        return BobsXandikosHolder.BOB;
    }

    private static final class SogoHolder {
        static final Sogo SOGO = Sogo.start();
    }

    private static final class RadicaleHolder {
        static final DavServer RADICALE = DavServer.radicale();
    }

    private static final class XandikosHolder {
        static final DavServer ALICE = DavServer.xandikos(People.ALICE);
    }

    private static final class BobsXandikosHolder {
        static final DavServer BOB = DavServer.xandikos(People.BOB);
    }
}
