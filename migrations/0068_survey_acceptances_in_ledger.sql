-- Accepting a flagged answer takes two people now, as taking it out does: what an office decided about the one holds for the other.
insert into approval_rule (tenant_id, kind, needed, days, reason, set_by, set_at)
select tenant_id, 'acceptance', needed, days, reason, set_by, set_at from approval_rule where kind = 'exclusion';

-- Acceptances from before have no leaf yet: the sequencer writes what is missing once more where there are any.
update ledger_log set filled_at = null where tenant_id in (select tenant_id from survey_review);
