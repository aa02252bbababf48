import type { ProblemCatalogue } from '../../kernel/problem.ts';
import { defineTexts } from '../i18n/index.ts';

/** Words of passkeys. */
export const passkeyTexts = defineTexts({
  id: {
    title: 'Kunci sandi (passkey)',
    lead: 'Masuk dengan sidik jari, wajah, atau PIN perangkat, tanpa mengetik kata sandi. Kuncinya tetap di perangkat Anda dan tidak dapat diminta situs lain.',
    none: 'Belum ada kunci sandi.',
    since: 'Dibuat',
    name: 'Nama perangkat',
    nameHint: 'Misalnya “Laptop kantor”.',
    password: 'Kata sandi Anda',
    add: 'Tambah kunci sandi',
    addLead: 'Perangkat Anda akan meminta sidik jari, wajah, atau PIN.',
    make: 'Buat di perangkat ini',
    remove: 'Hapus',
    signIn: 'Masuk dengan kunci sandi',
    signInLead: 'Perangkat Anda akan meminta sidik jari, wajah, atau PIN.',
    open: 'Pakai kunci sandi',
    withPassword: 'Masuk dengan kata sandi',
    failed: 'Perangkat tidak memberi kunci sandi. Coba lagi, atau masuk dengan kata sandi.',
    failedNew: 'Perangkat tidak membuat kunci sandi, mungkin karena kunci untuk akun ini sudah ada di sana.',
    noScript: 'Kunci sandi memerlukan JavaScript. Tanpa JavaScript, masuk dengan kata sandi.',
  },
  en: {
    title: 'Passkeys',
    lead: 'Sign in with fingerprint, face or the device’s PIN, without typing a password. The key stays on your device and no other site can ask for it.',
    none: 'No passkey yet.',
    since: 'Made',
    name: 'Name of the device',
    nameHint: 'Such as “Office laptop”.',
    password: 'Your password',
    add: 'Add a passkey',
    addLead: 'Your device will ask for fingerprint, face or PIN.',
    make: 'Make it on this device',
    remove: 'Remove',
    signIn: 'Sign in with a passkey',
    signInLead: 'Your device will ask for fingerprint, face or PIN.',
    open: 'Use passkey',
    withPassword: 'Sign in with the password',
    failed: 'The device gave no passkey. Try again, or sign in with the password.',
    failedNew: 'The device made no passkey, perhaps because it holds one for this account already.',
    noScript: 'Passkeys need JavaScript. Without it, sign in with the password.',
  },
});

/** What can go wrong with passkeys. */
export const passkeyProblems = {
  'auth.passkey_failed': {
    status: 422,
    id: () => 'Kunci sandi tidak cocok atau permintaannya sudah terlalu lama. Coba sekali lagi.',
    en: () => 'The passkey does not match, or the request is too old. Try once more.',
    help: 'A passkey belongs to one address: it works only where SUARA_URL is the address people use, over TLS or on localhost.',
  },
} satisfies ProblemCatalogue;
