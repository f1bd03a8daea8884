// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.api.SyncReview.Preview;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.RunId;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncFilter;
import io.passerelle.model.integration.SyncItemResult;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.store.spi.ReviewStore;
import io.passerelle.store.spi.SealScope;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The sealed preview of a pair: what a run would have done under the pair's present settings. */
public final class Previews {
    private static final String SEALED_AS = "preview";
    private static final int ENCODING = 1;
    private static final int LONGEST_LABEL = 200;
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration MADE_ANEW_EVERY = Duration.ofDays(1);

    private final Ports ports;
    private final SealScope.OfIntegration seal;
    private final SyncPair pair;

    /** The preview of one pair. */
    public Previews(Ports ports, SealScope.OfIntegration seal, SyncPair pair) {
        this.ports = ports;
        this.seal = seal;
        this.pair = pair;
    }

    /** What waits for consent; empty when nothing does, when it was made for other settings, or cannot be read any more. */
    public Optional<Preview> read() {
        return waiting().flatMap(this::opened);
    }

    /** Whether what waits is young enough not to be made anew by a schedule. */
    public boolean isFresh() {
        return waiting().filter(entry -> entry.at().plus(MADE_ANEW_EVERY).isAfter(ports.clock().instant()))
                .isPresent();
    }

    /** Stores in place of an earlier one. */
    void store(RunId run, List<Preview.Part> parts) {
        Preview preview = new Preview(pair.id(), ports.clock().instant(), parts);
        ReviewStore.Entry entry = new ReviewStore.Entry(
                stored().map(ReviewStore.Entry::id).orElseGet(UUID::randomUUID),
                pair.id(),
                run,
                ReviewStore.Kind.PREVIEW,
                settings(),
                true,
                preview.madeAt(),
                preview.madeAt().plus(KEPT),
                ports.cipher().seal(seal, SEALED_AS, encode(parts)));
        ports.review().put(organisation(), List.of(entry));
    }

    void clear() {
        ports.review().removeAll(organisation(), pair.id(), ReviewStore.Kind.PREVIEW);
    }

    private Optional<ReviewStore.Entry> waiting() {
        return pair.confirmed()
                ? Optional.empty()
                : stored().filter(entry -> entry.expiresAt().isAfter(ports.clock().instant()))
                        .filter(entry -> entry.subject().equals(settings()));
    }

    private Optional<ReviewStore.Entry> stored() {
        return ports
                .review()
                .list(organisation(), pair.id(), ReviewStore.Kind.PREVIEW, Optional.empty(), 0, 1)
                .stream()
                .findFirst();
    }

    private Optional<Preview> opened(ReviewStore.Entry entry) {
        try {
            byte[] plain = ports.cipher().open(seal, SEALED_AS, entry.sealed());
            return Optional.of(new Preview(pair.id(), entry.at(), decode(plain)));
        } catch (PasserelleException lost) {
            return Optional.empty();
        }
    }

    /** Fingerprint of what the preview depends on. */
    private String settings() {
        SyncFilter filter = pair.rules().filter();
        String text = String.join(
                "\n",
                pair.direction().name(),
                pair.window().map(Object::toString).orElse(""),
                pair.rules().deletions().name(),
                pair.rules().privacy().name() + pair.rules().privateAsBusy(),
                filter.free() + "/" + filter.declined() + "/" + filter.allDay(),
                filter.categories().stream().sorted().toList().toString());
        return HexFormat.of().formatHex(ports.cipher().fingerprints(seal).of(SEALED_AS, text));
    }

    private OrganisationId organisation() {
        return seal.organisation();
    }

    private static byte[] encode(List<Preview.Part> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(ENCODING);
            out.writeInt(parts.size());
            for (Preview.Part part : parts) {
                out.writeUTF(part.side().name());
                out.writeUTF(part.action().name());
                out.writeInt(part.count());
                out.writeInt(part.samples().size());
                for (String sample : part.samples()) {
                    out.writeUTF(sample.substring(0, Math.min(LONGEST_LABEL, sample.length())));
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static List<Preview.Part> decode(byte[] encoded) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded))) {
            if (in.readByte() != ENCODING) {
                return List.of();
            }
            List<Preview.Part> parts = new ArrayList<>();
            for (int i = in.readInt(); i > 0; i--) {
                Side side = Side.valueOf(in.readUTF());
                SyncItemResult.Action action = SyncItemResult.Action.valueOf(in.readUTF());
                int count = in.readInt();
                List<String> samples = new ArrayList<>();
                for (int j = in.readInt(); j > 0; j--) {
                    samples.add(in.readUTF());
                }
                parts.add(new Preview.Part(side, action, count, samples));
            }
            return parts;
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }
}
