-- The tallies of a period that was closed long ago, recounted, fixed by a digest and signed with the key of the public ledger (architecture §5.8):
-- `suara verify` compares the digest instead of counting the answers again. Whoever takes an answer of these days out of the counts, or counts
-- a row anew, removes the seal in the same transaction; the next one is made after a new recount.
create table survey_seal (
  tenant_id uuid not null,
  starts_on date not null,
  ends_on date not null,
  -- rows of survey_tally and survey_tally_apart that were in time, and the answers in them
  tally_rows integer not null,
  answers bigint not null,
  digest bytea not null,
  sealed_at timestamptz not null,
  -- a signed note in the manner of the ledger's heads
  note text not null,
  constraint survey_seal_pkey primary key (tenant_id, starts_on, ends_on)
);
alter table survey_seal enable row level security;
create policy tenant on survey_seal using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
revoke update on survey_seal from suara_app;
