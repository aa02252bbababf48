/** Row types of the invitation tables (migrations/0035, 0048). */

import type { ServedBy } from '../org/index.ts';
import type { ApartOutcome, Stage } from '../survey/index.ts';
import type { ListState, MessageState, Way } from './rules/invitation.ts';
import type { RefusedLine } from './rules/list.ts';

interface SettingTable {
  tenant_id: string;
  text_id: string;
  text_en: string;
  again_days: number;
  link_days: number;
  webhook_url: string;
  webhook_secret: Buffer | null;
  updated_at: Date;
}

interface ListTable {
  tenant_id: string;
  id: string;
  file_name: string;
  state: ListState;
  taken: number;
  refused: readonly RefusedLine[] | string;
  created_at: Date;
  created_by: string;
  created_by_name: string;
  decided_at: Date | null;
}

interface MessageTable {
  tenant_id: string;
  id: string;
  list_id: string;
  way: Way;
  state: MessageState;
  attempts: number;
  last_error: string;
  sealed: Buffer | null;
  created_at: Date;
  tried_at: Date | null;
}

interface LinkTable {
  tenant_id: string;
  hash: Buffer;
  code: string;
  service_on: string;
  expires_on: string;
  used_on: string | null;
  outcome: ApartOutcome | null;
  stage: Stage | null;
  served_by: ServedBy | null;
  sent_by: Way | null;
  undelivered: boolean;
}

interface QuietTable {
  tenant_id: string;
  contact: Buffer;
  asked_on: string | null;
  never: boolean;
}

export interface InvitationTables {
  invitation_setting: SettingTable;
  invitation_list: ListTable;
  invitation_message: MessageTable;
  invitation_link: LinkTable;
  invitation_quiet: QuietTable;
}
