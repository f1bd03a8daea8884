-- SPDX-License-Identifier: Apache-2.0
-- Tables of the embedded host. The same text for H2 and PostgreSQL; every command can run twice.
create table if not exists host_user (
  organisation varchar(64) not null,
  id varchar(255) not null,
  name varchar(64) not null,
  display_name varchar(255) not null,
  locale varchar(32) not null,
  administrator boolean not null,
  password varchar(255) not null,
  primary key (organisation, id),
  constraint host_user_name unique (organisation, name)
);
create table if not exists host_session (
  digest varchar(64) primary key,
  organisation varchar(64) not null,
  user_id varchar(255) not null,
  created_at timestamp with time zone not null,
  used_at timestamp with time zone not null
);
create table if not exists host_collection (
  id varchar(36) primary key,
  organisation varchar(64) not null,
  user_id varchar(255) not null,
  kind varchar(16) not null,
  name varchar(255) not null,
  color varchar(16),
  zone varchar(64),
  main boolean not null,
  integration boolean not null,
  created_at timestamp with time zone not null,
  last_change bigint not null,
  pruned_to bigint not null
);
create index if not exists host_collection_owner on host_collection (organisation, user_id, kind);
create table if not exists host_item (
  collection varchar(36) not null,
  ref varchar(32) not null,
  uid_digest varchar(64) not null,
  change_number bigint not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  body varchar(1000000) not null,
  primary key (collection, ref),
  constraint host_item_uid unique (collection, uid_digest)
);
create index if not exists host_item_change on host_item (collection, change_number);
create index if not exists host_item_time on host_item (collection, ends_at, starts_at, ref);
create table if not exists host_deletion (
  collection varchar(36) not null,
  change_number bigint not null,
  ref varchar(32) not null,
  deleted_at timestamp with time zone not null,
  primary key (collection, change_number)
);
create index if not exists host_deletion_ref on host_deletion (collection, ref);
