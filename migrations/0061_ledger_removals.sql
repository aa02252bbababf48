-- What took counts back is looked up for every publication; there are few such leaves among millions of answers'.
create index ledger_leaf_removals on ledger_leaf (tenant_id, kind) where kind <> 'answer';
