// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.state;

import java.util.ArrayList;
import java.util.List;

/** Counts the mails that Google would have sent to guests. Thread-safe. */
public final class Outbox {
    private final List<Mail> mails = new ArrayList<>();
    private int unsilenced;

    /** One write that would have mailed people. */
    public record Mail(String operation, String calendarId, String eventId, List<String> recipients) {
        public Mail {
            recipients = List.copyOf(recipients);
        }

        @Override
        public String toString() {
            return operation + " to " + recipients.size();
        }
    }

    public synchronized void add(Mail mail) {
        mails.add(mail);
    }

    public synchronized List<Mail> mails() {
        return List.copyOf(mails);
    }

    /** Mails to all recipients of all writes. */
    public synchronized int sent() {
        return mails.stream().mapToInt(m -> m.recipients().size()).sum();
    }

    /** A write on an event with guests that did not say {@code sendUpdates=none}: Google may mail all the same. */
    public synchronized void unsilenced() {
        unsilenced++;
    }

    public synchronized int unsilencedWrites() {
        return unsilenced;
    }

    public synchronized void clear() {
        mails.clear();
        unsilenced = 0;
    }
}
