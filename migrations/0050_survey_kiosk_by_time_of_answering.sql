-- A kiosk that comes back after days hands in answer after answer, and each asks how many its code had in the minutes before it was given:
-- by this those minutes are read and nothing else. Plain columns: under row-level security PostgreSQL uses no index over an expression
-- such as coalesce(answered_at, received_at) for a range. Answers of other channels are not in it and cost nothing.
create index survey_answer_kiosk on survey_answer (tenant_id, code, answered_at, received_at) where channel = 'kiosk';
