// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav;

import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Where an account is and how it is reached. Immutable.
 *
 * @param address where discovery begins: the root of a server, a principal, a home or a collection; http or https
 * @param credential who is asking
 * @param principal absolute path of the person acted for; empty for whom the credential names
 * @param below absolute path that everything read or written lies below; empty for no other bound than the server and the homes
 * @param origins origins beside that of {@code address} that the credential may be sent to, https only
 * @param plainHttp whether http is allowed: only for addresses that an administrator configured or listed
 * @param addresses which network addresses may be connected to
 * @param meetings what is done with meetings; empty to decide by what the server says it does (RFC 6638 §2)
 * @param side which error codes failures have
 * @param limits sizes and times
 * @param clock tells now, for dates in answers
 */
public record DavAccount(
        URI address,
        DavCredential credential,
        Optional<String> principal,
        Optional<String> below,
        Set<URI> origins,
        boolean plainHttp,
        AddressGuard addresses,
        Optional<MeetingPolicy> meetings,
        DavSide side,
        DavLimits limits,
        Clock clock) {
    public DavAccount {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(java.util.Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https") || address.getHost() == null || address.getRawUserInfo() != null) {
            throw new IllegalArgumentException("a DAV server has an http or https address, without user name in it");
        }
        Objects.requireNonNull(credential);
        Objects.requireNonNull(addresses);
        Objects.requireNonNull(side);
        Objects.requireNonNull(limits);
        Objects.requireNonNull(clock);
        origins = Set.copyOf(origins);
    }

    /** Begins an account: public addresses, https, no credential, {@link DavSide#PROVIDER}, {@link DavLimits#DEFAULT}. */
    public static Builder at(URI address) {
        return new Builder(address);
    }

    /** Neither address nor secret. */
    @Override
    public String toString() {
        return "DavAccount[" + side + "]";
    }

    /** Collects the parts of an account; not thread-safe. */
    public static final class Builder {
        private final URI address;
        private DavCredential credential = new DavCredential.None();
        private String principal;
        private String below;
        private final Set<URI> origins = new LinkedHashSet<>();
        private boolean plainHttp;
        private AddressGuard addresses = AddressGuard.PUBLIC;
        private MeetingPolicy meetings;
        private DavSide side = DavSide.PROVIDER;
        private DavLimits limits = DavLimits.DEFAULT;
        private Clock clock = Clock.systemUTC();

        private Builder(URI address) {
            this.address = Objects.requireNonNull(address);
        }

        /** Who is asking. */
        public Builder credential(DavCredential value) {
            credential = value;
            return this;
        }

        /** Acts for this person, named by the absolute path of their principal: for superusers and trusted headers. */
        public Builder principal(String path) {
            principal = path;
            return this;
        }

        /** Refuses everything that does not lie below this absolute path, which ends with a slash. */
        public Builder below(String path) {
            below = path;
            return this;
        }

        /** Another origin of the same service that the credential may be sent to. */
        public Builder alsoAt(URI origin) {
            origins.add(origin);
            return this;
        }

        /** Allows http. */
        public Builder plainHttp(boolean value) {
            plainHttp = value;
            return this;
        }

        /** Which network addresses may be connected to. */
        public Builder addresses(AddressGuard value) {
            addresses = value;
            return this;
        }

        /** What is done with meetings, whatever the server says. */
        public Builder meetings(MeetingPolicy value) {
            meetings = value;
            return this;
        }

        /** Which error codes failures have. */
        public Builder side(DavSide value) {
            side = value;
            return this;
        }

        /** Sizes and times. */
        public Builder limits(DavLimits value) {
            limits = value;
            return this;
        }

        /** Tells now. */
        public Builder clock(Clock value) {
            clock = value;
            return this;
        }

        /** Builds; the builder may be used again. */
        public DavAccount build() {
            return new DavAccount(
                    address,
                    credential,
                    Optional.ofNullable(principal),
                    Optional.ofNullable(below),
                    origins,
                    plainHttp,
                    addresses,
                    Optional.ofNullable(meetings),
                    side,
                    limits,
                    clock);
        }
    }
}
