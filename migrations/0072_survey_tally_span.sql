-- The sums of a page are those of some services over some days. With services and days in one index a plan that is kept for any services and
-- any days is as good as one that is made anew for these, and such sums take longer to plan than to add up. Only digests for verifying
-- and sealing ask for days without services; they read the office's part of the index (decision 0030).
create index survey_tally_span on survey_tally (tenant_id, service_id, day);
drop index survey_tally_day;
