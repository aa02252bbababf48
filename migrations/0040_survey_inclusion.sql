-- Which further languages an office offers on its form. No row: Indonesian and English only.
create table survey_inclusion (
  tenant_id uuid not null,
  -- names of survey/rules/languages.ts
  languages text[] not null,
  changed_at timestamptz not null,
  constraint survey_inclusion_pkey primary key (tenant_id)
);
alter table survey_inclusion enable row level security;
create policy tenant on survey_inclusion using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());

-- One question in sign language or as a picture: a file of the office's, or the address of a video that it keeps elsewhere.
create table survey_media (
  tenant_id uuid not null,
  questionnaire_id uuid not null,
  item text not null,
  kind text not null,
  -- as its bytes say, not as its sender did
  media_type text,
  content bytea,
  content_sha256 text,
  address text,
  -- what it says, in words: for who cannot see it
  transcript text not null,
  changed_at timestamptz not null,
  constraint survey_media_pkey primary key (tenant_id, questionnaire_id, item),
  constraint survey_media_questionnaire_fkey foreign key (tenant_id, questionnaire_id)
    references survey_questionnaire (tenant_id, id),
  constraint survey_media_kind_check check (kind in ('picture', 'video', 'link')),
  constraint survey_media_content_check check (
    (content is null) = (kind = 'link') and (media_type is null) = (kind = 'link') and (content_sha256 is null) = (kind = 'link')
    and (address is not null) = (kind = 'link')),
  constraint survey_media_type_check check (case kind when 'picture' then media_type in ('image/png', 'image/jpeg')
    when 'video' then media_type in ('video/mp4', 'video/webm') else true end),
  constraint survey_media_size_check check (length(content) <= case kind when 'picture' then 204800 else 8388608 end),
  constraint survey_media_transcript_check check (length(transcript) between 1 and 2000)
);
-- Pieces of a video are read without the rest.
alter table survey_media alter column content set storage external;
alter table survey_media enable row level security;
create policy tenant on survey_media using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
