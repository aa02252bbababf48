-- What people are told (decision 0019): an inbox for each account, by which kind it is mailed, and what each daily look has seen.
create table notice (
  tenant_id uuid not null,
  id uuid not null,
  account text not null,
  kind text not null,
  -- the thing it is about: one unread notice of a kind about a thing for each account
  thing text not null,
  -- counts, names of units and services, days: made into words in the reader's language; never anything of a respondent
  words jsonb not null,
  -- where the thing is; within this house
  path text not null,
  made_at timestamptz not null,
  read_at timestamptz,
  -- as the account had it set when it was made
  mail text not null,
  mailed_at timestamptz,
  constraint notice_pkey primary key (tenant_id, id),
  constraint notice_path_check check (path ~ '^/([^/\\]|$)'),
  constraint notice_mail_check check (mail in ('off', 'at_once', 'daily'))
);
create unique index notice_unread on notice (tenant_id, account, kind, thing) where read_at is null;
create index notice_newest on notice (tenant_id, account, made_at);
create index notice_to_mail on notice (tenant_id, mail, made_at) where read_at is null and mailed_at is null;
alter table notice enable row level security;
create policy tenant on notice using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());

-- How somebody wants to have a kind mailed; without a row the kind's own default holds.
create table notice_setting (
  tenant_id uuid not null,
  account text not null,
  kind text not null,
  mail text not null,
  set_at timestamptz not null,
  constraint notice_setting_pkey primary key (tenant_id, account, kind),
  constraint notice_setting_mail_check check (mail in ('off', 'at_once', 'daily'))
);
alter table notice_setting enable row level security;
create policy tenant on notice_setting using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());

-- The language of somebody's mails.
create table notice_receiver (
  tenant_id uuid not null,
  account text not null,
  lang text not null,
  constraint notice_receiver_pkey primary key (tenant_id, account),
  constraint notice_receiver_lang_check check (lang in ('id', 'en'))
);
alter table notice_receiver enable row level security;
create policy tenant on notice_receiver using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());

-- The last day on which a daily job of the office was done: two processes do it once.
create table notice_daily (
  tenant_id uuid not null,
  job text not null,
  done_on date not null,
  done_at timestamptz not null,
  constraint notice_daily_pkey primary key (tenant_id, job)
);
alter table notice_daily enable row level security;
create policy tenant on notice_daily using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());

-- What a unit was last reminded of: answers there were of those that should have been, and how many reminders in a row.
create table ikm_pace_reminder (
  tenant_id uuid not null,
  unit_id uuid not null,
  period_id uuid not null,
  reminded_on date not null,
  n integer not null,
  expected integer not null,
  reminders integer not null,
  constraint ikm_pace_reminder_pkey primary key (tenant_id, unit_id, period_id)
);
alter table ikm_pace_reminder enable row level security;
create policy tenant on ikm_pace_reminder using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
