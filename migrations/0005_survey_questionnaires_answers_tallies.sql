-- The questionnaire of an office, in versions. A version is frozen by its first answer; later changes make a new one.
create table survey_questionnaire (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  created_at timestamptz not null,
  constraint survey_questionnaire_pkey primary key (tenant_id, id)
);
alter table survey_questionnaire enable row level security;
create policy tenant on survey_questionnaire using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());

create table survey_instrument (
  tenant_id uuid not null,
  id uuid not null,
  questionnaire_id uuid not null,
  version integer not null,
  -- the instrument of the law this version stands on, a name from survey/law
  base text not null,
  -- what the office changed: own questions, replaced and dropped unsur with their reasons
  changes jsonb not null,
  created_at timestamptz not null,
  frozen_at timestamptz,
  constraint survey_instrument_pkey primary key (tenant_id, id),
  constraint survey_instrument_version_key unique (tenant_id, questionnaire_id, version),
  constraint survey_instrument_questionnaire_fkey foreign key (tenant_id, questionnaire_id)
    references survey_questionnaire (tenant_id, id)
);
alter table survey_instrument enable row level security;
create policy tenant on survey_instrument using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());

-- Which questionnaire a service uses.
create table survey_service (
  tenant_id uuid not null,
  service_id uuid not null,
  questionnaire_id uuid not null,
  constraint survey_service_pkey primary key (tenant_id, service_id),
  constraint survey_service_service_fkey foreign key (tenant_id, service_id) references org_service (tenant_id, id),
  constraint survey_service_questionnaire_fkey foreign key (tenant_id, questionnaire_id)
    references survey_questionnaire (tenant_id, id)
);
alter table survey_service enable row level security;
create policy tenant on survey_service using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());

-- A public code: of one service, or of a whole unit (service_id null: the respondent chooses).
create table survey_code (
  tenant_id uuid not null,
  code text not null,
  unit_id uuid not null,
  service_id uuid,
  label text not null default '',
  created_at timestamptz not null,
  closed_at timestamptz,
  constraint survey_code_pkey primary key (tenant_id, code),
  constraint survey_code_unit_fkey foreign key (tenant_id, unit_id) references org_unit (tenant_id, id),
  constraint survey_code_service_fkey foreign key (tenant_id, service_id) references org_service (tenant_id, id)
);
alter table survey_code enable row level security;
create policy tenant on survey_code using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());

-- An answer is immutable (architecture §5.6). scores[i] belongs to item i of the instrument version; null = not answered.
create table survey_answer (
  tenant_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  instrument_id uuid not null,
  channel text not null,
  service_on date not null,
  received_at timestamptz not null,
  scores smallint[] not null,
  own jsonb not null default '{}',
  profile jsonb not null default '{}',
  comment text not null default '',
  lang text not null default 'id',
  content_hash bytea not null,
  receipt text not null,
  late boolean not null default false,
  flags text[] not null default '{}',
  code text,
  entered_by text,
  constraint survey_answer_pkey primary key (tenant_id, id),
  constraint survey_answer_receipt_key unique (tenant_id, receipt),
  constraint survey_answer_service_fkey foreign key (tenant_id, service_id) references org_service (tenant_id, id),
  constraint survey_answer_instrument_fkey foreign key (tenant_id, instrument_id) references survey_instrument (tenant_id, id),
  constraint survey_answer_channel_check check (channel in ('link', 'qr', 'kiosk', 'paper', 'companion', 'invitation', 'import'))
);
create index survey_answer_day on survey_answer (tenant_id, service_id, service_on);
create index survey_answer_received on survey_answer (tenant_id, received_at);
alter table survey_answer enable row level security;
create policy tenant on survey_answer using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
revoke update, delete on survey_answer from suara_app;

-- Same id, other content: kept whole, shown in the inbox, never dropped.
create table survey_conflict (
  tenant_id uuid not null,
  id uuid not null,
  answer_id uuid not null,
  content_hash bytea not null,
  content jsonb not null,
  received_at timestamptz not null,
  seen_at timestamptz,
  seen_by text,
  note text not null default '',
  constraint survey_conflict_pkey primary key (tenant_id, id),
  constraint survey_conflict_content_key unique (tenant_id, answer_id, content_hash),
  constraint survey_conflict_answer_fkey foreign key (tenant_id, answer_id) references survey_answer (tenant_id, id)
);
alter table survey_conflict enable row level security;
create policy tenant on survey_conflict using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
revoke delete on survey_conflict from suara_app;

-- Adds two count arrays element by element; the longer one sets the length.
create function survey_add_counts(a integer[], b integer[]) returns integer[]
  language sql immutable parallel safe
  as $$ select coalesce(array_agg(coalesce(x, 0) + coalesce(y, 0) order by i), '{}')
        from unnest(a, b) with ordinality as t(x, y, i) $$;

-- One wide row per service, instrument version, local day, channel and lateness (architecture §5.8, decision 0003).
-- item_counts: for item i and scale point k the count stands at (i-1)*points + k, points = the longest scale of the instrument.
-- uNN_n, uNN_s: respondents with unsur NN and the sum of their unsur values in 60ths. pAABB_n, pAABB_s: respondents with
-- both unsur and the sum of the products of their values in 3600ths.
create table survey_tally (
  tenant_id uuid not null,
  service_id uuid not null,
  instrument_id uuid not null,
  day date not null,
  channel text not null,
  late boolean not null,
  n integer not null,
  item_counts integer[] not null,
  u01_n integer not null default 0,
  u01_s bigint not null default 0,
  u02_n integer not null default 0,
  u02_s bigint not null default 0,
  u03_n integer not null default 0,
  u03_s bigint not null default 0,
  u04_n integer not null default 0,
  u04_s bigint not null default 0,
  u05_n integer not null default 0,
  u05_s bigint not null default 0,
  u06_n integer not null default 0,
  u06_s bigint not null default 0,
  u07_n integer not null default 0,
  u07_s bigint not null default 0,
  u08_n integer not null default 0,
  u08_s bigint not null default 0,
  u09_n integer not null default 0,
  u09_s bigint not null default 0,
  u10_n integer not null default 0,
  u10_s bigint not null default 0,
  u11_n integer not null default 0,
  u11_s bigint not null default 0,
  u12_n integer not null default 0,
  u12_s bigint not null default 0,
  p0101_n integer not null default 0, p0101_s bigint not null default 0,
  p0102_n integer not null default 0, p0102_s bigint not null default 0,
  p0103_n integer not null default 0, p0103_s bigint not null default 0,
  p0104_n integer not null default 0, p0104_s bigint not null default 0,
  p0105_n integer not null default 0, p0105_s bigint not null default 0,
  p0106_n integer not null default 0, p0106_s bigint not null default 0,
  p0107_n integer not null default 0, p0107_s bigint not null default 0,
  p0108_n integer not null default 0, p0108_s bigint not null default 0,
  p0109_n integer not null default 0, p0109_s bigint not null default 0,
  p0110_n integer not null default 0, p0110_s bigint not null default 0,
  p0111_n integer not null default 0, p0111_s bigint not null default 0,
  p0112_n integer not null default 0, p0112_s bigint not null default 0,
  p0202_n integer not null default 0, p0202_s bigint not null default 0,
  p0203_n integer not null default 0, p0203_s bigint not null default 0,
  p0204_n integer not null default 0, p0204_s bigint not null default 0,
  p0205_n integer not null default 0, p0205_s bigint not null default 0,
  p0206_n integer not null default 0, p0206_s bigint not null default 0,
  p0207_n integer not null default 0, p0207_s bigint not null default 0,
  p0208_n integer not null default 0, p0208_s bigint not null default 0,
  p0209_n integer not null default 0, p0209_s bigint not null default 0,
  p0210_n integer not null default 0, p0210_s bigint not null default 0,
  p0211_n integer not null default 0, p0211_s bigint not null default 0,
  p0212_n integer not null default 0, p0212_s bigint not null default 0,
  p0303_n integer not null default 0, p0303_s bigint not null default 0,
  p0304_n integer not null default 0, p0304_s bigint not null default 0,
  p0305_n integer not null default 0, p0305_s bigint not null default 0,
  p0306_n integer not null default 0, p0306_s bigint not null default 0,
  p0307_n integer not null default 0, p0307_s bigint not null default 0,
  p0308_n integer not null default 0, p0308_s bigint not null default 0,
  p0309_n integer not null default 0, p0309_s bigint not null default 0,
  p0310_n integer not null default 0, p0310_s bigint not null default 0,
  p0311_n integer not null default 0, p0311_s bigint not null default 0,
  p0312_n integer not null default 0, p0312_s bigint not null default 0,
  p0404_n integer not null default 0, p0404_s bigint not null default 0,
  p0405_n integer not null default 0, p0405_s bigint not null default 0,
  p0406_n integer not null default 0, p0406_s bigint not null default 0,
  p0407_n integer not null default 0, p0407_s bigint not null default 0,
  p0408_n integer not null default 0, p0408_s bigint not null default 0,
  p0409_n integer not null default 0, p0409_s bigint not null default 0,
  p0410_n integer not null default 0, p0410_s bigint not null default 0,
  p0411_n integer not null default 0, p0411_s bigint not null default 0,
  p0412_n integer not null default 0, p0412_s bigint not null default 0,
  p0505_n integer not null default 0, p0505_s bigint not null default 0,
  p0506_n integer not null default 0, p0506_s bigint not null default 0,
  p0507_n integer not null default 0, p0507_s bigint not null default 0,
  p0508_n integer not null default 0, p0508_s bigint not null default 0,
  p0509_n integer not null default 0, p0509_s bigint not null default 0,
  p0510_n integer not null default 0, p0510_s bigint not null default 0,
  p0511_n integer not null default 0, p0511_s bigint not null default 0,
  p0512_n integer not null default 0, p0512_s bigint not null default 0,
  p0606_n integer not null default 0, p0606_s bigint not null default 0,
  p0607_n integer not null default 0, p0607_s bigint not null default 0,
  p0608_n integer not null default 0, p0608_s bigint not null default 0,
  p0609_n integer not null default 0, p0609_s bigint not null default 0,
  p0610_n integer not null default 0, p0610_s bigint not null default 0,
  p0611_n integer not null default 0, p0611_s bigint not null default 0,
  p0612_n integer not null default 0, p0612_s bigint not null default 0,
  p0707_n integer not null default 0, p0707_s bigint not null default 0,
  p0708_n integer not null default 0, p0708_s bigint not null default 0,
  p0709_n integer not null default 0, p0709_s bigint not null default 0,
  p0710_n integer not null default 0, p0710_s bigint not null default 0,
  p0711_n integer not null default 0, p0711_s bigint not null default 0,
  p0712_n integer not null default 0, p0712_s bigint not null default 0,
  p0808_n integer not null default 0, p0808_s bigint not null default 0,
  p0809_n integer not null default 0, p0809_s bigint not null default 0,
  p0810_n integer not null default 0, p0810_s bigint not null default 0,
  p0811_n integer not null default 0, p0811_s bigint not null default 0,
  p0812_n integer not null default 0, p0812_s bigint not null default 0,
  p0909_n integer not null default 0, p0909_s bigint not null default 0,
  p0910_n integer not null default 0, p0910_s bigint not null default 0,
  p0911_n integer not null default 0, p0911_s bigint not null default 0,
  p0912_n integer not null default 0, p0912_s bigint not null default 0,
  p1010_n integer not null default 0, p1010_s bigint not null default 0,
  p1011_n integer not null default 0, p1011_s bigint not null default 0,
  p1012_n integer not null default 0, p1012_s bigint not null default 0,
  p1111_n integer not null default 0, p1111_s bigint not null default 0,
  p1112_n integer not null default 0, p1112_s bigint not null default 0,
  p1212_n integer not null default 0, p1212_s bigint not null default 0,
  constraint survey_tally_pkey primary key (tenant_id, service_id, instrument_id, day, channel, late),
  constraint survey_tally_service_fkey foreign key (tenant_id, service_id) references org_service (tenant_id, id),
  constraint survey_tally_instrument_fkey foreign key (tenant_id, instrument_id) references survey_instrument (tenant_id, id)
);
create index survey_tally_day on survey_tally (tenant_id, day);
alter table survey_tally enable row level security;
create policy tenant on survey_tally using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
