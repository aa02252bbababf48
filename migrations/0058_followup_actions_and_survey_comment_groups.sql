-- The follow-up plan (rencana tindak lanjut) as the ministry's report asks: per unit and period an unsur, what will be done, by which quarter, by
-- whom, how far it is and the proof (docs/decisions/0028-tindak-lanjut.md). What changed when and by whom is in the audit trail.
create table followup_action (
  tenant_id uuid not null,
  id uuid not null,
  unit_id uuid not null,
  -- whose published result it answers; its code as addresses have it
  period_id uuid not null,
  period_code text not null,
  -- semantic id of the unsur, and its name as that result printed it
  unsur text not null,
  unsur_name text not null,
  action text not null,
  -- the quarter by whose end it is to be done: 2025-tw1
  due text not null,
  -- a post or a team
  owner text not null,
  state text not null,
  -- what proves that it was done, and where that can be seen; '' where there is none yet
  evidence text not null,
  evidence_url text not null,
  -- why it was given up; '' for every other state
  reason text not null,
  -- the office shows it to everybody
  public boolean not null,
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  constraint followup_action_pkey primary key (tenant_id, id),
  constraint followup_action_unit_fkey foreign key (tenant_id, unit_id) references org_unit (tenant_id, id),
  constraint followup_action_period_fkey foreign key (tenant_id, period_id) references org_period (tenant_id, id),
  constraint followup_action_due_check check (due ~ '^[1-9]\d{3}-tw[1-4]$'),
  constraint followup_action_state_check check (state in ('planned', 'running', 'done', 'dropped')),
  -- nothing is done without proof, nothing is given up without a reason
  constraint followup_action_proof_check check (state <> 'done' or evidence <> ''),
  constraint followup_action_reason_check check ((state = 'dropped') = (reason <> ''))
);
create index followup_action_place_idx on followup_action (tenant_id, period_code, unit_id);
alter table followup_action enable row level security;
create policy tenant on followup_action using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
-- A plan is given up, never lost.
revoke delete on followup_action from suara_app;
-- The history of one line is read out of the trail.
create index audit_event_followup_idx on audit_event (tenant_id, target_id) where target_kind = 'followup';

-- What an officer says a comment is about, against what the method found (survey/rules/themes.ts). An empty list: about no unsur. Taken away with the
-- comment when that is erased, and when the officer leaves it to the method again; who changed it when is in the trail.
create table survey_comment_group (
  tenant_id uuid not null,
  answer_id uuid not null,
  -- semantic ids of unsur
  unsur text[] not null,
  sorted_at timestamptz not null,
  sorted_by text not null,
  constraint survey_comment_group_pkey primary key (tenant_id, answer_id),
  constraint survey_comment_group_answer_fkey foreign key (tenant_id, answer_id) references survey_answer (tenant_id, id)
);
alter table survey_comment_group enable row level security;
create policy tenant on survey_comment_group using (tenant_id = suara_tenant()) with check (tenant_id = suara_tenant());
