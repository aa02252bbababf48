-- Personal data apart from answers (UU 27/2022, decision 0010): keys, texts of consent, consents, contacts, requests, breaches, retention.
create table privacy_setting (
  tenant_id uuid not null,
  -- below it neither contact data nor free text without a guardian
  age_limit integer not null,
  contact_offered boolean not null,
  -- who answers for personal data here, as the public reads it
  officer text not null,
  -- to whom breaches are notified: the agency of the law is not formed yet
  notice_to text not null,
  updated_at timestamptz not null,
  constraint privacy_setting_pkey primary key (tenant_id),
  constraint privacy_setting_age_check check (age_limit between 0 and 21)
);
alter table privacy_setting enable row level security;
create policy tenant on privacy_setting using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());

-- wrapped: the tenant's key under a key made of the installation's secret; null once destroyed. One key is in use: that with no retired_at.
create table privacy_key (
  tenant_id uuid not null,
  id uuid not null,
  wrapped bytea,
  created_at timestamptz not null,
  retired_at timestamptz,
  destroyed_at timestamptz,
  constraint privacy_key_pkey primary key (tenant_id, id),
  constraint privacy_key_destroyed_check check ((wrapped is null) = (destroyed_at is not null))
);
create unique index privacy_key_current on privacy_key (tenant_id) where retired_at is null;
alter table privacy_key enable row level security;
create policy tenant on privacy_key using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
revoke delete on privacy_key from suara_app;
comment on column privacy_key.wrapped is 'secret: opens what is sealed, for whoever has the installation''s secret';

-- A text is never changed: who agreed, agreed to a version.
create table privacy_consent_text (
  tenant_id uuid not null,
  purpose text not null,
  version integer not null,
  body_id text not null,
  body_en text not null,
  created_at timestamptz not null,
  created_by text not null,
  constraint privacy_consent_text_pkey primary key (tenant_id, purpose, version)
);
alter table privacy_consent_text enable row level security;
create policy tenant on privacy_consent_text using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
revoke update, delete on privacy_consent_text from suara_app;

-- The proof of a consent (art. 24). It names nobody: the contact names its consent, and a guardian's name is sealed.
create table privacy_consent (
  tenant_id uuid not null,
  id uuid not null,
  purpose text not null,
  text_version integer not null,
  -- SHA-256 of the text as it was shown
  text_hash bytea not null,
  lang text not null,
  method text not null,
  given_at timestamptz not null,
  guardian boolean not null,
  key_id uuid,
  sealed bytea,
  withdrawn_at timestamptz,
  constraint privacy_consent_pkey primary key (tenant_id, id),
  constraint privacy_consent_text_fkey foreign key (tenant_id, purpose, text_version)
    references privacy_consent_text (tenant_id, purpose, version),
  constraint privacy_consent_key_fkey foreign key (tenant_id, key_id) references privacy_key (tenant_id, id),
  constraint privacy_consent_method_check check (method in ('web', 'paper', 'spoken'))
);
alter table privacy_consent enable row level security;
create policy tenant on privacy_consent using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
revoke delete on privacy_consent from suara_app;

-- sealed: name, telephone number, e-mail. The indexes find a number or address without opening anything. reference: random; what it leads to is
-- kept by whoever took the contact.
create table privacy_contact (
  tenant_id uuid not null,
  id uuid not null,
  purpose text not null,
  consent_id uuid not null,
  reference uuid not null,
  key_id uuid not null,
  sealed bytea not null,
  phone_index bytea,
  email_index bytea,
  created_at timestamptz not null,
  restricted_at timestamptz,
  constraint privacy_contact_pkey primary key (tenant_id, id),
  constraint privacy_contact_reference_key unique (tenant_id, reference),
  constraint privacy_contact_consent_fkey foreign key (tenant_id, consent_id) references privacy_consent (tenant_id, id),
  constraint privacy_contact_key_fkey foreign key (tenant_id, key_id) references privacy_key (tenant_id, id)
);
create index privacy_contact_phone on privacy_contact (tenant_id, phone_index);
create index privacy_contact_email on privacy_contact (tenant_id, email_index);
create index privacy_contact_newest on privacy_contact (tenant_id, created_at);
alter table privacy_contact enable row level security;
create policy tenant on privacy_contact using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());

-- What a person asks for. sealed: how to reach them, what they wrote, what they were told.
create table privacy_request (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null,
  tracking text not null,
  receipt text,
  key_id uuid not null,
  sealed bytea not null,
  received_at timestamptz not null,
  due_at timestamptz not null,
  outcome text,
  told_at timestamptz,
  told_by text,
  constraint privacy_request_pkey primary key (tenant_id, id),
  constraint privacy_request_tracking_key unique (tenant_id, tracking),
  constraint privacy_request_key_fkey foreign key (tenant_id, key_id) references privacy_key (tenant_id, id),
  constraint privacy_request_kind_check
    check (kind in ('access', 'correction', 'erasure', 'withdrawal', 'restriction', 'objection')),
  constraint privacy_request_outcome_check check (outcome in ('done', 'partly', 'refused')),
  constraint privacy_request_told_check check ((outcome is null) = (told_at is null))
);
create index privacy_request_newest on privacy_request (tenant_id, received_at);
alter table privacy_request enable row level security;
create policy tenant on privacy_request using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());

create table privacy_breach (
  tenant_id uuid not null,
  id uuid not null,
  detected_at timestamptz not null,
  due_at timestamptz not null,
  data text not null,
  how text not null,
  handling text not null,
  subjects integer,
  told_subjects_at timestamptz,
  told_agency_at timestamptz,
  told_public_at timestamptz,
  created_at timestamptz not null,
  created_by text not null,
  constraint privacy_breach_pkey primary key (tenant_id, id)
);
create index privacy_breach_newest on privacy_breach (tenant_id, detected_at);
alter table privacy_breach enable row level security;
create policy tenant on privacy_breach using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
revoke delete on privacy_breach from suara_app;

-- No row: kept. confirmed_at: somebody has seen what it would erase; before that nothing is.
create table privacy_retention (
  tenant_id uuid not null,
  purpose text not null,
  days integer not null,
  note text not null,
  changed_at timestamptz not null,
  confirmed_at timestamptz,
  confirmed_by text,
  run_at timestamptz,
  constraint privacy_retention_pkey primary key (tenant_id, purpose),
  constraint privacy_retention_days_check check (days between 1 and 36500)
);
alter table privacy_retention enable row level security;
create policy tenant on privacy_retention using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
