-- Delegation during leave: a right lent to a colleague, with both dates. It holds only while whoever lent it has it themselves. A null node is the
-- whole office, for what was lent or handed over of a role there.
alter table auth_grant alter column node_id drop not null;
alter table auth_grant add column delegated_by text;
alter table auth_grant add constraint auth_grant_delegated_by_fkey foreign key (delegated_by) references auth_user (id);
alter table auth_grant add constraint auth_grant_delegation_check check (delegated_by is null or (to_on is not null and delegated_by <> user_id));
create index auth_grant_delegated_by on auth_grant (delegated_by, tenant_id) where delegated_by is not null;
