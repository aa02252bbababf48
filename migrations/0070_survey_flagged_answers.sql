-- Answers that came in with a flag, a few of a hundred: what waits to be looked at is asked for at every ranking, and looked through all answers of a period.
create index survey_answer_flagged on survey_answer (tenant_id, service_id, service_on) where flags <> '{}';
