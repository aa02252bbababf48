-- Rows that mean something to the running installation only: who is signed in now, links that wait to be opened. A copy of the data that
-- somebody finds must open nobody's session, so backups leave them out and a restore takes them away. Read by platform/db/backup.
comment on table auth_session is 'transient: signed-in browsers; after a restore everybody signs in again';
comment on table auth_verification is 'transient: codes of the sign-in library that wait to be used';
