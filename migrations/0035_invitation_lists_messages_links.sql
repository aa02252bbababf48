-- Asking people in person (decision 0015). Who was asked and who answered are never in one row: a message knows a person for as long as it is not
-- sent, a link knows a service and a day, and nothing joins the two once the message is on its way.

create table invitation_setting (
  tenant_id uuid not null,
  -- words of the message in both languages, with placeholders
  text_id text not null,
  text_en text not null,
  -- nobody is asked twice within so many days
  again_days integer not null,
  -- a link is good for so many days
  link_days integer not null,
  -- where messages for telephones are handed over; empty for nowhere
  webhook_url text not null,
  webhook_secret bytea,
  updated_at timestamptz not null,
  constraint invitation_setting_pkey primary key (tenant_id),
  constraint invitation_setting_again_check check (again_days between 1 and 730),
  constraint invitation_setting_link_check check (link_days between 1 and 90)
);
alter table invitation_setting enable row level security;
create policy tenant on invitation_setting using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
comment on column invitation_setting.webhook_secret is 'secret: signs what is handed to the gateway, sealed under the installation''s secret';

-- One list of people served, as it was sent. refused: lines that were not taken, with the reason and without what stood there.
create table invitation_list (
  tenant_id uuid not null,
  id uuid not null,
  file_name text not null,
  state text not null,
  taken integer not null,
  refused jsonb not null,
  created_at timestamptz not null,
  created_by text not null,
  created_by_name text not null,
  decided_at timestamptz,
  constraint invitation_list_pkey primary key (tenant_id, id),
  constraint invitation_list_state_check check (state in ('review', 'sending', 'discarded'))
);
create index invitation_list_newest on invitation_list (tenant_id, created_at);
alter table invitation_list enable row level security;
create policy tenant on invitation_list using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());

-- One message to one person, and the delivery log. sealed: contact, service, day and the link; emptied as soon as it is sent or given up.
-- last_error: a code, never what a server wrote.
create table invitation_message (
  tenant_id uuid not null,
  id uuid not null,
  list_id uuid not null,
  way text not null,
  state text not null,
  attempts integer not null,
  last_error text not null,
  sealed bytea,
  created_at timestamptz not null,
  -- the last try
  tried_at timestamptz,
  constraint invitation_message_pkey primary key (tenant_id, id),
  constraint invitation_message_list_fkey foreign key (tenant_id, list_id) references invitation_list (tenant_id, id),
  constraint invitation_message_way_check check (way in ('email', 'gateway')),
  constraint invitation_message_state_check check (state in ('review', 'waiting', 'sent', 'failed', 'skipped')),
  constraint invitation_message_sealed_check check ((sealed is not null) = (state in ('review', 'waiting')))
);
create index invitation_message_list on invitation_message (tenant_id, list_id);
create index invitation_message_kept on invitation_message (tenant_id, created_at) where sealed is not null;
alter table invitation_message enable row level security;
create policy tenant on invitation_message using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());

-- One link. It names no person, no message and no answer. used_on: a day, so that no time joins it to an answer.
create table invitation_link (
  tenant_id uuid not null,
  -- SHA-256 of what stands in the address
  hash bytea not null,
  code text not null,
  service_on date not null,
  expires_on date not null,
  used_on date,
  constraint invitation_link_pkey primary key (tenant_id, hash),
  constraint invitation_link_code_fkey foreign key (tenant_id, code) references survey_code (tenant_id, code)
);
alter table invitation_link enable row level security;
create policy tenant on invitation_link using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
comment on column invitation_link.hash is 'secret: hash of a link that answers once';

-- Who is not to be asked, by blind index. never: they said so themselves.
create table invitation_quiet (
  tenant_id uuid not null,
  contact bytea not null,
  asked_on date,
  never boolean not null,
  constraint invitation_quiet_pkey primary key (tenant_id, contact)
);
alter table invitation_quiet enable row level security;
create policy tenant on invitation_quiet using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
