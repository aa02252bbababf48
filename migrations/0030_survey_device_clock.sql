-- What a device said of the time, for answers that waited on it: when it was answered, by its clock corrected, and by how much its clock
-- was behind ours (seconds; negative: ahead). Not part of the content: a second send differs in both.
alter table survey_answer add column answered_at timestamptz;
alter table survey_answer add column clock_behind integer;
