// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.http;

import io.passerelle.dav.DavAccount;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.net.URI;
import java.util.Optional;

/**
 * Where a collection is. What it holds lies directly below; everything else that a server names is foreign.
 *
 * @param address absolute, in canonical spelling, with a slash at the end
 */
public record Place(URI address) {

    /**
     * The place of a collection id.
     *
     * @throws PasserelleException {@code COLLECTION_GONE} when it is none of this account's
     */
    public static Place of(DavAccount account, Origins origins, CollectionId id) {
        return Paths.resolve(account.address(), id.value())
                .filter(address -> id.value().startsWith("/") || id.value().startsWith("http"))
                .filter(address -> origins.allow(address) && within(account, address))
                .map(address -> new Place(Paths.collection(address)))
                .orElseThrow(() -> PasserelleException.of(ErrorCode.COLLECTION_GONE, "no address of this account"));
    }

    /** Whether an address respects {@link DavAccount#below}. */
    public static boolean within(DavAccount account, URI address) {
        return account.below()
                .map(below -> Paths.canonical(below).orElse("/\0"))
                .map(below -> (address.getRawPath() + "/").startsWith(below.endsWith("/") ? below : below + "/"))
                .orElse(true);
    }

    /** Its id: the path, or the whole address where that is not the account's own server. */
    public CollectionId id(DavAccount account) {
        boolean own = Origins.of(address).equals(Origins.of(account.address()));
        return CollectionId.of(own ? address.getRawPath() : address.toString());
    }

    /** Its last segment, decoded. */
    public String lastSegment() {
        String path = address.getRawPath();
        String[] segments = path.split("/");
        return segments.length == 0 ? "/" : Paths.decode(segments[segments.length - 1]).orElse(path);
    }

    /** The item that an address of an answer means; empty for the collection itself and for whatever lies elsewhere. */
    public Optional<ItemRef> item(String href) {
        String path = address.getRawPath();
        // nearly always the spelling is the same, and nothing in it is encoded
        if (href.length() > path.length() && href.startsWith(path) && plain(href, path.length())) {
            return Optional.of(ItemRef.of(href.substring(path.length())));
        }
        return Paths.resolve(address, href)
                .filter(found -> Origins.of(found).equals(Origins.of(address)))
                .map(URI::getRawPath)
                .filter(found -> found.startsWith(path) && found.length() > path.length())
                .map(found -> found.substring(path.length()))
                .filter(name -> name.indexOf('/') < 0)
                .flatMap(Paths::decode)
                .filter(name -> name.length() <= 1024)
                .map(ItemRef::of);
    }

    private static boolean plain(String href, int from) {
        if (href.length() - from > 1024 || href.charAt(from) == '.') {
            return false;
        }
        for (int i = from; i < href.length(); i++) {
            char c = href.charAt(i);
            boolean simple = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.';
            if (!simple) {
                return false;
            }
        }
        return true;
    }

    /** Path of an item; empty when the reference can be none of this collection's. */
    public Optional<String> path(ItemRef ref) {
        String name = ref.value();
        boolean possible = name.indexOf('/') < 0
                && name.indexOf('\\') < 0
                && !name.equals(".")
                && !name.equals("..")
                && name.chars().noneMatch(Character::isISOControl);
        return possible ? Optional.of(address.getRawPath() + Paths.encode(name)) : Optional.empty();
    }

    /** Address of a path on the same server. */
    public URI at(String path) {
        return Paths.at(address, path);
    }
}
