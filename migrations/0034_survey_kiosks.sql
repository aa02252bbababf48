-- How a code is shown on a kiosk. A code without a row is a kiosk with the defaults of rules/kiosk.ts and without a PIN.
create table survey_kiosk (
  tenant_id uuid not null,
  code text not null,
  -- PBKDF2 with SHA-256; both reach the device, which checks the PIN without a network
  pin_salt bytea,
  pin_hash bytea,
  pin_iterations integer,
  idle_seconds integer not null,
  -- seven places, Monday first: ["08:00", "15:00"] or null for closed; null as a whole: always open
  hours jsonb,
  read_aloud boolean not null,
  changed_at timestamptz not null,
  constraint survey_kiosk_pkey primary key (tenant_id, code),
  constraint survey_kiosk_code_fkey foreign key (tenant_id, code) references survey_code (tenant_id, code),
  constraint survey_kiosk_idle_check check (idle_seconds between 30 and 300),
  constraint survey_kiosk_pin_check check ((pin_salt is null) = (pin_hash is null) and (pin_salt is null) = (pin_iterations is null))
);
comment on column survey_kiosk.pin_salt is 'secret: of the PIN that opens the officers'' menu of a kiosk';
comment on column survey_kiosk.pin_hash is 'secret: the PIN that opens the officers'' menu of a kiosk, hashed slowly';
alter table survey_kiosk enable row level security;
create policy tenant on survey_kiosk using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
