-- SPDX-License-Identifier: Apache-2.0
-- Pictures of contacts, beside the items: a list of contacts is read without them. In base64, the one type that both
-- databases have for so much.
create table if not exists host_photo (
  collection varchar(36) not null,
  ref varchar(32) not null,
  media_type varchar(90) not null,
  content text not null,
  primary key (collection, ref)
);
