/** What the parts of the platform keep about persons. They have no doors of their own, so it is declared here for all of them. */
import { type PersonalData, personalTable, withoutPersonalData } from './index.ts';

export const platformPersonalData: PersonalData = {
  purposes: [
    {
      id: 'auth.accounts',
      basis: 'public_service',
      title: { id: 'Akun petugas', en: 'Officers’ accounts' },
      people: { id: 'Petugas yang masuk ke aplikasi', en: 'Officers who sign in' },
      why: {
        id: 'Mengenali petugas, memberi hak sesuai tugasnya, dan melindungi akunnya.',
        en: 'To know officers, to give them the rights of their duty, and to protect their accounts.',
      },
      erasure: {
        id: 'Sesi berakhir sendiri. Akun dihapus operator setelah petugas tidak lagi bertugas.',
        en: 'Sessions end by themselves. The operator removes an account after its officer has left.',
      },
    },
    {
      id: 'audit.trail',
      basis: 'legal_duty',
      title: { id: 'Jejak audit', en: 'Audit trail' },
      people: { id: 'Petugas', en: 'Officers' },
      why: {
        id: 'Membuktikan siapa mengubah atau melihat apa, kapan, dan mengapa. Tidak memuat isi jawaban.',
        en: 'To prove who changed or saw what, when and why. It holds nothing of what people answered.',
      },
      erasure: { id: 'Tidak dapat diubah atau dihapus aplikasi.', en: 'The application can neither change nor delete it.' },
    },
    {
      id: 'files.uploads',
      basis: 'public_service',
      title: { id: 'Berkas yang diunggah petugas', en: 'Files uploaded by officers' },
      people: { id: 'Orang yang disebut dalam berkas', en: 'People named in the file' },
      why: { id: 'Membaca berkas sebelum isinya disimpan.', en: 'To read a file before its content is stored.' },
      erasure: {
        id: 'Dihapus segera setelah berkas selesai dibaca atau dibatalkan.',
        en: 'Removed as soon as the file has been read or given up.',
      },
    },
  ],
  tables: [
    personalTable('auth_user', 'general', 'auth.accounts', 'name', 'email', 'image'),
    personalTable('auth_credential', 'general', 'auth.accounts', 'user_id', 'password'),
    personalTable('auth_session', 'general', 'auth.accounts', 'user_id', 'ip_address', 'user_agent'),
    personalTable('auth_passkey', 'general', 'auth.accounts', 'user_id', 'name', 'credential_id'),
    personalTable('auth_second_factor', 'general', 'auth.accounts', 'user_id', 'secret', 'recovery_codes'),
    personalTable('auth_used_code', 'general', 'auth.accounts', 'user_id'),
    personalTable('auth_membership', 'general', 'auth.accounts', 'user_id', 'role'),
    personalTable('auth_grant', 'general', 'auth.accounts', 'user_id', 'role', 'reason', 'granted_by', 'ended_by'),
    personalTable('auth_invitation', 'general', 'auth.accounts', 'created_by'),
    personalTable('auth_verification', 'general', 'auth.accounts', 'identifier', 'value'),
    personalTable('audit_event', 'general', 'audit.trail', 'actor_id', 'actor_name', 'detail', 'reason', 'from_address'),
    personalTable('files_upload', 'specific', 'files.uploads', 'name'),
    personalTable('files_chunk', 'specific', 'files.uploads', 'bytes'),
    ...withoutPersonalData(
      'auth_directory',
      'auth_office',
      'platform_setting',
      'ledger_head',
      'ledger_leaf',
      'ledger_log',
      'ledger_sum',
      'ledger_tile',
    ),
  ],
};
