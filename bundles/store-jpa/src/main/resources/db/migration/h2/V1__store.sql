-- SPDX-License-Identifier: Apache-2.0
-- Schema of the store on H2. Secrets and item content are sealed before they get here: they are bytes.

create table user_integration (
    id uuid primary key,
    organisation varchar(64) not null,
    owner_id varchar(255) not null,
    provider varchar(32) not null,
    account_issuer varchar(512) not null,
    account_subject varchar(512) not null,
    account_label varchar(1024) not null,
    scopes varchar(65536) not null,
    capabilities varchar(512) not null,
    interval_minutes integer not null,
    lost_grant varchar(64),
    paused boolean not null,
    suspension varchar(1024),
    disconnect_deadline timestamp(6) with time zone,
    disconnect_keep_copies boolean not null,
    created_at timestamp(6) with time zone not null,
    version bigint not null,
    constraint user_integration_account unique (organisation, provider, account_issuer, account_subject)
);
create index user_integration_owner on user_integration (organisation, owner_id, created_at);
create index user_integration_by_id on user_integration (organisation, id);
create index user_integration_disconnect on user_integration (disconnect_deadline);

create table credential (
    integration_id uuid primary key references user_integration on delete cascade,
    organisation varchar(64) not null,
    sealed varbinary(1048576) not null
);

create table sync_pair (
    id uuid primary key,
    organisation varchar(64) not null,
    integration_id uuid not null references user_integration on delete cascade,
    position integer not null,
    kind varchar(16) not null,
    host_collection varchar(1024) not null,
    host_name varchar(65536) not null,
    provider_collection varchar(1024) not null,
    provider_name varchar(65536) not null,
    direction varchar(16) not null,
    conflict_policy varchar(16) not null,
    window_past integer,
    window_future integer,
    enabled boolean not null
);
create index sync_pair_integration on sync_pair (integration_id, position);

create table pair_state (
    pair_id uuid primary key references sync_pair on delete cascade,
    organisation varchar(64) not null,
    host_cursor varchar(65536) not null,
    provider_cursor varchar(65536) not null,
    settings_version varchar(255) not null,
    last_full_pass timestamp(6) with time zone,
    last_success timestamp(6) with time zone,
    fence bigint not null,
    lease_owner varchar(255),
    lease_until timestamp(6) with time zone
);

-- Addresses are kept as UTF-8, so that both databases order them by code point.
create table mapping (
    pair_id uuid not null references sync_pair on delete cascade,
    host_ref varbinary(4096) not null,
    identity varbinary(64) not null,
    host_revision varchar(65536) not null,
    provider_ref varbinary(4096) not null,
    provider_revision varchar(65536) not null,
    host_digests varbinary(1048576) not null,
    provider_digests varbinary(1048576),
    residue varbinary(1048576) not null,
    created_by_us varchar(8),
    primary key (pair_id, host_ref)
);
create index mapping_provider on mapping (pair_id, provider_ref);

create table sync_run (
    id uuid primary key,
    organisation varchar(64) not null,
    integration_id uuid not null references user_integration on delete cascade,
    pair_id uuid not null,
    run_trigger varchar(16) not null,
    started_at timestamp(6) with time zone not null,
    finished_at timestamp(6) with time zone,
    outcome varchar(16) not null,
    host_created integer not null,
    host_updated integer not null,
    host_deleted integer not null,
    provider_created integer not null,
    provider_updated integer not null,
    provider_deleted integer not null,
    conflicts integer not null,
    held integer not null,
    failed integer not null,
    requests bigint not null,
    bytes_sent bigint not null,
    bytes_received bigint not null,
    error varchar(64)
);
create index sync_run_integration on sync_run (integration_id, started_at);
create index sync_run_pair on sync_run (pair_id, started_at);
create index sync_run_outcome on sync_run (organisation, outcome, started_at);
create index sync_run_age on sync_run (organisation, started_at);

create table sync_item (
    run_id uuid not null references sync_run on delete cascade,
    position integer not null,
    failed boolean not null,
    sealed varbinary(1048576) not null,
    primary key (run_id, position)
);
create index sync_item_order on sync_item (run_id, failed, position);

create table held_deletions (
    pair_id uuid primary key references sync_pair on delete cascade,
    organisation varchar(64) not null,
    run_id uuid not null,
    deletions integer not null,
    held_at timestamp(6) with time zone not null,
    sealed blob not null
);

create table connect_flow (
    id varchar(128) primary key,
    organisation varchar(64) not null,
    owner_id varchar(255) not null,
    session_key varchar(255) not null,
    cookie_digest varbinary(64) not null,
    state_digest varbinary(64) not null unique,
    provider varchar(32) not null,
    reconnect varchar(36),
    capabilities varchar(512) not null,
    sealed varbinary(1048576) not null,
    status varchar(16) not null,
    error varchar(64),
    integration_id varchar(36),
    created_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone not null
);
create index connect_flow_owner on connect_flow (organisation, owner_id, created_at);
create index connect_flow_expiry on connect_flow (expires_at);

create table oauth_client (
    organisation varchar(64) not null,
    provider varchar(32) not null,
    client_id varchar(1024) not null,
    sealed_secret varbinary(1048576) not null,
    primary key (organisation, provider)
);

create table key_check (
    name varchar(255) primary key,
    check_value varbinary(4096) not null
);

create table wrapped_key (
    organisation varchar(64) not null,
    scope varchar(300) not null,
    version integer not null,
    wrapped_by varchar(400) not null,
    wrapped varbinary(4096) not null,
    primary key (organisation, scope, version)
);
create index wrapped_key_wrapping on wrapped_key (wrapped_by, organisation, scope, version);

-- Numbers are given out under the lock of this row, so that they become visible in their order.
create table event_counter (
    last_id bigint not null
);
insert into event_counter (last_id) values (0);

create table page_event (
    id bigint primary key,
    organisation varchar(64) not null,
    user_id varchar(255),
    kind varchar(64) not null,
    data varchar(65536) not null,
    created_at timestamp(6) with time zone not null
);
create index page_event_organisation on page_event (organisation, id);
create index page_event_age on page_event (created_at);
