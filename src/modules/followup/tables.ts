/** Rows of the table that followup owns (migrations/0058). */
import type { FollowUpState } from './rules.ts';

interface ActionTable {
  tenant_id: string;
  id: string;
  unit_id: string;
  period_id: string;
  period_code: string;
  unsur: string;
  unsur_name: string;
  action: string;
  due: string;
  owner: string;
  state: FollowUpState;
  evidence: string;
  evidence_url: string;
  reason: string;
  public: boolean;
  created_at: Date;
  created_by: string;
  changed_at: Date;
}

export interface FollowUpTables {
  followup_action: ActionTable;
}
