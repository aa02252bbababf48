-- From where somebody acted: the address of the request, empty for jobs and commands. Searched by person and by kind of event, newest first.
alter table audit_event add column from_address text;
create index audit_event_actor on audit_event (tenant_id, actor_id, at);
create index audit_event_action on audit_event (tenant_id, action, at);
