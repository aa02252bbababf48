-- The public ledger (architecture §5.13, decision 0009): one append-only Merkle log per tenant. A leaf row is written in the transaction
-- of what it tells; the sequencer numbers the waiting ones in batches and signs the head.
create table ledger_log (
  tenant_id uuid not null,
  -- Ed25519: 32 bytes as they are, and PKCS 8
  public_key bytea not null,
  private_key bytea not null,
  created_at timestamptz not null,
  -- when everything stored before the ledger had its leaves; until then the sequencer looks for what has none
  filled_at timestamptz,
  constraint ledger_log_pkey primary key (tenant_id)
);
alter table ledger_log enable row level security;
create policy tenant on ledger_log using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
revoke update, delete on ledger_log from suara_app;
grant update (filled_at) on ledger_log to suara_app;

-- entry: the public part, byte for byte what the leaf hash is made of. salt: with the row that the leaf is about it opens the hash inside
-- the entry; destroyed when that row is erased. position: null until numbered.
create table ledger_leaf (
  tenant_id uuid not null,
  subject uuid not null,
  kind text not null,
  entry text not null,
  salt bytea,
  position bigint,
  constraint ledger_leaf_pkey primary key (tenant_id, subject, kind),
  constraint ledger_leaf_position_key unique (tenant_id, position)
);
create index ledger_leaf_waiting on ledger_leaf (tenant_id, subject, kind) where position is null;
alter table ledger_leaf enable row level security;
create policy tenant on ledger_leaf using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
revoke update, delete on ledger_leaf from suara_app;
grant update (position, salt) on ledger_leaf to suara_app;

-- Every head that was ever signed, as its signed note.
create table ledger_head (
  tenant_id uuid not null,
  size bigint not null,
  root bytea not null,
  signed_at timestamptz not null,
  note text not null,
  constraint ledger_head_pkey primary key (tenant_id, size)
);
alter table ledger_head enable row level security;
create policy tenant on ledger_head using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
revoke update, delete on ledger_head from suara_app;

-- The nodes, 256 of one level in a row, 32 bytes each; level n holds the roots of subtrees of 256^n leaves. Only the last one of a level grows.
create table ledger_tile (
  tenant_id uuid not null,
  level smallint not null,
  number bigint not null,
  hashes bytea not null,
  constraint ledger_tile_pkey primary key (tenant_id, level, number)
);
alter table ledger_tile enable row level security;
create policy tenant on ledger_tile using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
revoke delete on ledger_tile from suara_app;

-- What the numbered leaves add up to, by their labels: kept by the sequencer, so that nobody scans the log for a sum.
create table ledger_sum (
  tenant_id uuid not null,
  labels text not null,
  added bigint not null,
  removed bigint not null,
  constraint ledger_sum_pkey primary key (tenant_id, labels)
);
alter table ledger_sum enable row level security;
create policy tenant on ledger_sum using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
revoke delete on ledger_sum from suara_app;
