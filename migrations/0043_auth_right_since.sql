-- Since when somebody has the role that they have in the whole office: whoever got it a moment ago is no second person (platform/approvals).
-- Who is there already has it since they joined.
alter table auth_membership add column role_since timestamptz;
update auth_membership set role_since = created_at;
alter table auth_membership alter column role_since set not null;

-- What an office's own provider tied to an account, it vouched for. Every other address counts as not proved until it is.
update auth_user set email_verified = true where id in (select user_id from auth_credential where provider_id like 'sso %');
