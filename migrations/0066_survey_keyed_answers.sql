-- Answers keyed in one by one, which the interval over who keyed them reads by account: few beside those that people sent themselves.
create index survey_answer_keyed on survey_answer (tenant_id, service_id, service_on, entered_by) where entered_by is not null and channel in ('paper', 'companion');
