-- SPDX-License-Identifier: Apache-2.0
-- When an item was changed last, so that the newest of two changes can be told. Unknown for what was stored before.
alter table host_item add column if not exists modified_at timestamp with time zone;
