-- SPDX-License-Identifier: Apache-2.0
-- What a run is about to write, noted before it does; one row for each pair whose run is writing or was cut off.

create table write_intent (
    pair_id uuid primary key references sync_pair on delete cascade,
    noted bytea not null
);
