-- SPDX-License-Identifier: Apache-2.0
-- Rules of a pair and consent to them; what a person may look at, decide or take back for a while.
-- Pairs that are there already go on as they did: whole items, also private ones, without asking.

alter table sync_pair add column deletions varchar(16) default 'FOLLOW' not null;
alter table sync_pair add column privacy varchar(16) default 'FULL' not null;
alter table sync_pair add column private_as_busy boolean default false not null;
alter table sync_pair add column skip_free boolean default false not null;
alter table sync_pair add column skip_declined boolean default false not null;
alter table sync_pair add column skip_all_day boolean default false not null;
alter table sync_pair add column skip_categories text default '' not null;
alter table sync_pair add column confirmed boolean default true not null;

create table review_entry (
    id uuid primary key,
    organisation varchar(64) not null,
    pair_id uuid not null references sync_pair on delete cascade,
    run_id uuid not null,
    kind varchar(16) not null,
    subject varchar(128) not null,
    waits boolean not null,
    made_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone not null,
    sealed bytea not null
);
create index review_entry_pair on review_entry (pair_id, kind, made_at);
create index review_entry_subject on review_entry (pair_id, kind, subject);
create index review_entry_run on review_entry (run_id, kind, id);
create index review_entry_expiry on review_entry (organisation, expires_at);
