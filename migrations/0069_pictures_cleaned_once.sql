-- Under which edition of the cleaning (platform/files/metadata.ts) a picture or video was last held: 0 is before there was any. What is older than the program's
-- edition is cleaned at the next start, and not looked at again.
alter table survey_aid add column cleaned smallint not null default 0;
alter table org_brand add column cleaned smallint not null default 0;
