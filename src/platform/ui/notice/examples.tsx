import type { Example } from '../example.ts';
import { Notice, type Tone } from './view.tsx';

const words: Record<Tone, [string, string]> = {
  info: ['Periode berjalan', 'Hasil terbit setelah periode ditutup.'],
  success: ['Layanan tersimpan', 'Cetak poster QR-nya, lalu pasang di loket.'],
  warning: ['Sampel belum cukup', 'Kurang 37 responden sampai 31 Desember 2024.'],
  danger: ['Berkas tidak dapat dibaca', 'Berkas terkunci kata sandi. Tidak ada data yang berubah.'],
};

export const examples: readonly Example[] = (Object.keys(words) as Tone[]).map((tone) => ({
  name: tone,
  view: (
    <Notice tone={tone} title={words[tone][0]}>
      <p>
        {words[tone][1]} <a href="#lanjut">Baca penjelasannya</a>
      </p>
    </Notice>
  ),
}));
