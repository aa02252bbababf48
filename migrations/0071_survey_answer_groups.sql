-- How many different groups a recount counts answers in. Of columns that are nearly always empty the planner takes there to be two hundred values, of all
-- six together millions of groups, and then it sorts all answers instead of counting them as they come.
create statistics survey_answer_groups (ndistinct) on service_id, service_on, channel, late, outcome, stage from survey_answer;
analyze survey_answer (service_id, service_on, channel, late, outcome, stage);
