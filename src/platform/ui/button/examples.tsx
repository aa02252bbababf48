import type { Example } from '../example.ts';
import { Button, Buttons, LinkButton } from './view.tsx';

export const examples: readonly Example[] = [
  {
    name: 'ragam tombol',
    view: (
      <Buttons>
        <Button type="button">Simpan layanan</Button>
        <Button type="button" variant="secondary">
          Simpan draf
        </Button>
        <LinkButton href="#batal" variant="quiet">
          Batal
        </LinkButton>
        <Button type="button" variant="danger">
          Tutup periode
        </Button>
      </Buttons>
    ),
  },
  { name: 'selebar lembar', view: <Button full>Kirim jawaban</Button> },
];
