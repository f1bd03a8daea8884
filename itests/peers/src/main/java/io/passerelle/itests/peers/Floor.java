// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.peers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The least that can be done: changes of both sides, changed items by the hundred, eight writes at a time. It sees no conflict, keeps
 * no promise and stores nothing; no program with a purpose can be much faster.
 */
final class Floor implements Peer {
    private static final int CONNECTIONS = 8;

    private final List<Known> sides = new ArrayList<>();

    private static final class Known {
        private final RawDav dav;
        private final Map<String, String> etags = new HashMap<>();
        private String token = "";

        Known(RawDav dav) {
            this.dav = dav;
        }
    }

    private record Changed(List<String> written, List<String> deleted) {}

    @Override
    public String name() {
        return "floor";
    }

    @Override
    public void setUp(Side a, Side b, Kind kind, Path folder) {
        sides.clear();
        sides.add(new Known(new RawDav(a, kind)));
        sides.add(new Known(new RawDav(b, kind)));
    }

    @Override
    public void sync() throws Exception {
        Changed ofA = changed(sides.get(0));
        Changed ofB = changed(sides.get(1));
        carry(ofA, sides.get(0), sides.get(1));
        carry(ofB, sides.get(1), sides.get(0));
    }

    private static Changed changed(Known side) throws Exception {
        RawDav.Listing listing = side.dav.changes(side.token);
        side.token = listing.token();
        List<String> written = listing.etags().entrySet().stream()
                .filter(entry -> !entry.getValue().equals(side.etags.get(entry.getKey())))
                .map(Map.Entry::getKey)
                .toList();
        List<String> deleted =
                listing.gone().stream().filter(name -> side.etags.remove(name) != null).toList();
        side.etags.putAll(listing.etags());
        return new Changed(written, deleted);
    }

    private static void carry(Changed changed, Known from, Known to) throws Exception {
        Map<String, String> texts = from.dav.texts(changed.written());
        List<Callable<Map.Entry<String, String>>> writes = new ArrayList<>();
        changed.written().forEach(name -> writes.add(() -> Map.entry(name, to.dav.put(name, texts.get(name)))));
        changed.deleted().forEach(name -> writes.add(() -> {
            to.dav.delete(name);
            return Map.entry(name, "");
        }));
        ExecutorService pool = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            for (Future<Map.Entry<String, String>> write : pool.invokeAll(writes)) {
                Map.Entry<String, String> done = write.get();
                if (done.getValue().isEmpty()) {
                    to.etags.remove(done.getKey());
                } else {
                    to.etags.put(done.getKey(), done.getValue());
                }
            }
        } finally {
            pool.shutdown();
        }
    }

    /** Its processor time is not compared: it is this process, with the benchmark in it. */
    @Override
    public double processorSeconds() {
        return 0;
    }
}
