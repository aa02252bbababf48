-- Comments of a service in a period, newest first. One answer in six or so has one: without this the page of a service read every answer of the
-- period for the six comments that it shows.
create index survey_answer_comments on survey_answer (tenant_id, service_id, service_on, received_at) where comment <> '';
