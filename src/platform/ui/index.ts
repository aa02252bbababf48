/** The web kit: everything a module's `pages.tsx` needs. Start at `gallery.tsx` to see each part with an example. */
export { type Accent, accentOf, accents, defaultAccent } from './accents.ts';
export { MutuBadge, MutuLetter, type MutuLetterName, Tag } from './badge/view.tsx';
export { Button, Buttons, LinkButton } from './button/view.tsx';
export { Card } from './card/view.tsx';
export { AnswerBars } from './charts/answer-bars.tsx';
export { Caterpillar, type CaterpillarGroup } from './charts/caterpillar.tsx';
export { IndexGauge } from './charts/index-gauge.tsx';
export { PairDots } from './charts/pair-dots.tsx';
export { QuadrantChart } from './charts/quadrant.tsx';
export { SampleBar } from './charts/sample-bar.tsx';
export { TileMap } from './charts/tile-map.tsx';
export { TrendChart } from './charts/trend-chart.tsx';
export { UnsurDots } from './charts/unsur-dots.tsx';
export { Details } from './details/view.tsx';
export { EmptyState } from './empty/view.tsx';
export { Facts } from './facts/view.tsx';
export {
  Checkbox,
  Checkboxes,
  Field,
  type FieldErrors,
  Fieldset,
  type FieldValues,
  Form,
  Hidden,
  PostButton,
  Radios,
  Select,
} from './form/view.tsx';
export { Columns, Grid, Heading, IndexSheet, Landscape, Lead, Muted, OneSheet, Prose, Row, Stack } from './layout/view.tsx';
export { Mark } from './mark/view.tsx';
export { Notice } from './notice/view.tsx';
export {
  ErrorPage,
  type NavItem,
  type PageInfo,
  PlainPage,
  PublicPage,
  renderPage,
  StaffPage,
  usePage,
} from './page.tsx';
export { type PageOf, Pager } from './pager/view.tsx';
export { Poster, PosterLine } from './poster/view.tsx';
export { Preview } from './preview/view.tsx';
export { Progress } from './progress/view.tsx';
export { qrSquares, qrSvg } from './qr/code.ts';
export { QrCode } from './qr/view.tsx';
export { Quote, Quotes } from './quote/view.tsx';
export type { OfficeLook } from './shell/view.tsx';
export { Stat } from './stat/view.tsx';

export { type Column, Table } from './table/view.tsx';
