-- Answers given with help or by somebody else, which the page of a service counts at every look. They are few: without this it would read every
-- answer of the period to find them.
create index survey_answer_assisted on survey_answer (tenant_id, service_id, service_on)
  where profile ->> 'assistance' in ('assisted', 'proxy');
