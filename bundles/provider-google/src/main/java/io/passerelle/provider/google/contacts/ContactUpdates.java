// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google.contacts;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.Contact;
import io.passerelle.model.item.FieldPath;
import io.passerelle.provider.google.GoogleAnswer;
import io.passerelle.provider.google.GoogleCalls;
import io.passerelle.provider.google.GoogleJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Changes contacts. Google replaces whole fields, so that each contact is read first and sent back with what we do not know of
 * it; its ETag makes sure that it is still the one the change was decided on. Contacts of which the same fields change travel
 * together; when one of them is refused, each goes alone.
 */
final class ContactUpdates {
    private final GoogleCalls calls;
    private final ContactReader reader;
    private final ContactGroups groups;
    private final ContactPhotos photos;
    private final ContactOutcome outcome;

    ContactUpdates(GoogleCalls calls, ContactReader reader, ContactGroups groups, ContactPhotos photos, ContactMemory memory) {
        this.calls = calls;
        this.reader = reader;
        this.groups = groups;
        this.photos = photos;
        this.outcome = new ContactOutcome(reader, photos, memory);
    }

    /** One contact on its way. */
    private record Job(Write.Update update, Map<String, Object> person, Map<String, Object> patch) {
        Contact item() {
            return (Contact) update.item();
        }

        boolean writesPhoto() {
            return update.fields().contains(FieldPath.of(Contact.PHOTO));
        }
    }

    Map<Write, WriteResult> write(List<Write.Update> updates) {
        Map<Write, WriteResult> results = new LinkedHashMap<>();
        if (updates.isEmpty()) {
            return results;
        }
        Map<ItemRef, Map<String, Object>> persons =
                reader.persons(updates.stream().map(Write.Update::ref).toList(), People.FIELDS);
        List<Write.Update> ready = new ArrayList<>();
        for (Write.Update update : updates) {
            Map<String, Object> person = persons.get(update.ref());
            if (person == null) {
                results.put(update, new WriteResult.Gone(update.ref()));
            } else if (!ContactRevision.isOf(update.expected(), People.etag(person))) {
                results.put(update, new WriteResult.Changed(update.ref()));
            } else {
                ready.add(update);
            }
        }
        Set<String> left = new HashSet<>();
        new GroupRenames(groups, reader).apply(ready, persons);
        Map<Set<String>, List<Job>> byMask = new LinkedHashMap<>();
        for (Write.Update update : ready) {
            try {
                Job job = job(update, persons.get(update.ref()), left);
                byMask.computeIfAbsent(new TreeSet<>(job.patch().keySet()), mask -> new ArrayList<>()).add(job);
            } catch (PasserelleException refused) {
                results.put(update, ContactOutcome.failed(refused));
            }
        }
        byMask.forEach((mask, jobs) -> {
            for (int from = 0; from < jobs.size(); from += People.WRITTEN_AT_ONCE) {
                send(mask, jobs.subList(from, Math.min(jobs.size(), from + People.WRITTEN_AT_ONCE)), results);
            }
        });
        groups.tidy(left);
        return results;
    }

    /** What a contact is to be. */
    static Contact wanted(Write.Update update, Contact present) {
        Set<FieldPath> fields = update.fields().stream()
                .filter(path -> PersonTranslator.CARRIED.contains(path.root()) && !path.root().equals(Contact.PHOTO))
                .collect(Collectors.toSet());
        return present.with(update.item(), fields);
    }

    private Job job(Write.Update update, Map<String, Object> person, Set<String> left) {
        if (!(update.item() instanceof Contact source)) {
            throw PasserelleException.of(ErrorCode.ITEM_REJECTED, "not a contact");
        }
        Contact present = reader.contact(person);
        Contact wanted = wanted(update, present);
        Map<String, Object> patch = PersonTranslator.patch(person, present, wanted, source);
        if (!present.categories().equals(wanted.categories())) {
            present.categories().stream()
                    .filter(name -> !wanted.categories().contains(name))
                    .forEach(name -> groups.named(name).ifPresent(left::add));
            patch.put("memberships", groups.memberships(person, wanted.categories()));
        }
        return new Job(update, person, patch);
    }

    private void send(Set<String> mask, List<Job> jobs, Map<Write, WriteResult> results) {
        if (mask.isEmpty()) {
            jobs.forEach(job -> results.put(job.update(), finished(job, job.person())));
        } else if (jobs.size() == 1) {
            results.put(jobs.get(0).update(), alone(mask, jobs.get(0)));
        } else {
            together(mask, jobs, results);
        }
    }

    private static Map<String, Object> body(Job job) {
        Map<String, Object> source = People.source(job.person()).orElseThrow();
        Map<String, Object> body = new LinkedHashMap<>(job.patch());
        body.put("resourceName", job.update().ref().value());
        body.put(
                "metadata",
                Map.of("sources", List.of(Map.of(
                        "type", "CONTACT", "id", PersonFields.text(source, "id"), "etag", PersonFields.text(source, "etag")))));
        return body;
    }

    private void together(Set<String> mask, List<Job> jobs, Map<Write, WriteResult> results) {
        Map<String, Map<String, Object>> bodies = new LinkedHashMap<>();
        jobs.forEach(job -> bodies.put(job.update().ref().value(), body(job)));
        GoogleAnswer answer = calls.one(People.batchUpdate(bodies, mask));
        if (!answer.isSuccess() && answer.status() != 400 && answer.status() != 404) {
            PasserelleException refused = PeopleErrors.ofWrite(answer);
            jobs.forEach(job -> results.put(job.update(), ContactOutcome.failed(refused)));
            return;
        }
        Map<String, Object> updated = GoogleJson.object(answer.body(), "updateResult");
        for (Job job : jobs) {
            Map<String, Object> person =
                    GoogleJson.object(GoogleJson.object(updated, job.update().ref().value()), "person");
            results.put(job.update(), person.isEmpty() ? alone(mask, job) : finished(job, person));
        }
    }

    private WriteResult alone(Set<String> mask, Job job) {
        GoogleAnswer answer = calls.one(People.update(job.update().ref(), body(job), mask));
        if (answer.isSuccess()) {
            return finished(job, answer.body());
        }
        if (PeopleErrors.isGone(answer)) {
            return new WriteResult.Gone(job.update().ref());
        }
        return PeopleErrors.isStale(answer)
                ? new WriteResult.Changed(job.update().ref())
                : ContactOutcome.failed(PeopleErrors.ofWrite(answer));
    }

    private WriteResult finished(Job job, Map<String, Object> person) {
        try {
            return outcome.done(job.writesPhoto() ? photos.write(person, job.item().photo()) : person);
        } catch (PasserelleException failure) {
            return ContactOutcome.failed(failure);
        }
    }
}
