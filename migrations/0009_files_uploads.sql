-- Files that somebody sent and a job still needs, in pieces: in the database, so that every process of an installation reaches them, the
-- policies hold for them and a backup has them. They are removed when the job is done with them.
create table files_upload (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  size bigint not null,
  sha256 bytea not null,
  created_at timestamptz not null,
  constraint files_upload_pkey primary key (tenant_id, id)
);
alter table files_upload enable row level security;
create policy tenant on files_upload using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());

create table files_chunk (
  tenant_id uuid not null,
  upload_id uuid not null,
  place integer not null,
  bytes bytea not null,
  constraint files_chunk_pkey primary key (tenant_id, upload_id, place),
  constraint files_chunk_upload_fkey foreign key (tenant_id, upload_id) references files_upload (tenant_id, id)
);
-- Spreadsheets are packed already: trying to compress them again only costs time.
alter table files_chunk alter column bytes set storage external;
alter table files_chunk enable row level security;
create policy tenant on files_chunk using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
