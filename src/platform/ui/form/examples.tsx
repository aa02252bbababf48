import { Button, Buttons, LinkButton } from '../button/view.tsx';
import type { Example } from '../example.ts';
import { Checkbox, Checkboxes, Field, Fieldset, Form, PostButton, Radios, Select } from './view.tsx';

const channels = [
  { value: 'qr', label: 'QR di loket' },
  { value: 'paper', label: 'Kertas', hint: 'Diketik petugas dari lembar isian.' },
  { value: 'kiosk', label: 'Kios', disabled: true },
];

export const examples: readonly Example[] = [
  {
    name: 'semua isian',
    view: (
      <Form
        action="/contoh"
        prefix="a"
        values={{ name: 'Rekomendasi Bantuan Sosial', population: 500, unit: 'u2', channel: 'paper', days: ['sen', 'rab'] }}
      >
        <Field name="name" label="Nama layanan" hint="Seperti tertulis di loket." />
        <Field name="population" label="Orang dilayani setahun" type="number" suffix="orang" width="sm" />
        <Field name="date" label="Tanggal layanan" type="date" width="sm" />
        <Field name="email" label="Alamat surel" type="email" autocomplete="off" />
        <Field name="password" label="Kata sandi" type="password" autocomplete="new-password" />
        <Field name="note" label="Catatan" type="textarea" optional />
        <Select
          name="unit"
          label="Unit"
          empty
          options={[
            { value: 'u1', label: 'Dinas Sosial' },
            { group: 'UPT', options: [{ value: 'u2', label: 'Puskesos Kelurahan' }] },
          ]}
        />
        <Radios name="channel" label="Saluran" options={channels} />
        <Checkboxes
          name="days"
          label="Hari buka"
          inline
          options={[
            { value: 'sen', label: 'Senin' },
            { value: 'sel', label: 'Selasa' },
            { value: 'rab', label: 'Rabu' },
          ]}
        />
        <Fieldset legend="Pernyataan" hint="Tercatat bersama nama Anda.">
          <Checkbox name="agree" label="Saya sudah memeriksa isian ini" />
        </Fieldset>
        <Buttons>
          <Button>Simpan layanan</Button>
          <LinkButton href="#batal" variant="quiet">
            Batal
          </LinkButton>
        </Buttons>
      </Form>
    ),
  },
  {
    name: 'dengan kesalahan',
    view: (
      <Form
        action="/contoh"
        prefix="b"
        values={{ name: '', population: 'lima ratus' }}
        errors={{
          name: 'Isi nama layanan.',
          population: 'Tulis jumlah orang dengan angka, misalnya 500.',
          unit: 'Pilih unit yang menyelenggarakan.',
          channel: 'Pilih satu saluran.',
          days: 'Pilih paling sedikit satu hari.',
          agree: 'Centang setelah Anda memeriksa.',
        }}
      >
        <Field name="name" label="Nama layanan" hint="Seperti tertulis di loket." />
        <Field name="population" label="Orang dilayani setahun" type="number" suffix="orang" width="sm" />
        <Select name="unit" label="Unit" empty options={[{ value: 'u1', label: 'Dinas Sosial' }]} />
        <Radios name="channel" label="Saluran" options={channels} />
        <Checkboxes name="days" label="Hari buka" inline options={[{ value: 'sen', label: 'Senin' }]} />
        <Checkbox name="agree" label="Saya sudah memeriksa isian ini" hint="Tercatat bersama nama Anda." />
        <Button>Simpan layanan</Button>
      </Form>
    ),
  },
  {
    name: 'satu tombol',
    view: (
      <PostButton action="/contoh/tutup" variant="danger" fields={{ id: 3 }}>
        Tutup periode
      </PostButton>
    ),
  },
];
