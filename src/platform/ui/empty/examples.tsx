import { LinkButton } from '../button/view.tsx';
import type { Example } from '../example.ts';
import { EmptyState } from './view.tsx';

export const examples: readonly Example[] = [
  {
    name: 'langkah berikutnya',
    view: (
      <EmptyState
        title="Belum ada jawaban"
        action={
          <LinkButton href="#poster" variant="primary">
            Cetak poster QR
          </LinkButton>
        }
      >
        <p>Pasang kode QR di loket. Jawaban pertama muncul di sini beberapa detik setelah dikirim.</p>
      </EmptyState>
    ),
  },
];
