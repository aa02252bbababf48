import type { Example } from '../example.ts';
import { Row } from '../layout/view.tsx';
import { MutuBadge, MutuLetter, Tag } from './view.tsx';

const letters = [
  ['A', 'Sangat baik'],
  ['B', 'Baik'],
  ['C', 'Kurang baik'],
  ['D', 'Tidak baik'],
] as const;

export const examples: readonly Example[] = [
  {
    name: 'mutu',
    view: (
      <Row>
        {letters.map(([mutu, word]) => (
          <MutuBadge key={mutu} mutu={mutu} word={word} />
        ))}
        {letters.map(([mutu, word]) => (
          <MutuBadge key={mutu} mutu={mutu} word={word} size="sm" />
        ))}
        {letters.map(([mutu, word]) => (
          <MutuLetter key={mutu} mutu={mutu} word={word} />
        ))}
      </Row>
    ),
  },
  {
    name: 'keadaan',
    view: (
      <Row gap="sm">
        <Tag>draf</Tag>
        <Tag tone="info">berjalan</Tag>
        <Tag tone="success">terbit</Tag>
        <Tag tone="warning">terlambat</Tag>
        <Tag tone="danger">bentrok</Tag>
      </Row>
    ),
  },
];
