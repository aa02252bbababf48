/** The card that finds one answer by its code, on the pages where something is done about it. */
import { Button, Buttons, Card, Field, Form, usePage } from '../../../platform/ui/index.ts';
import { exclusionTexts } from '../texts/exclusion.ts';

interface FindAnswerProps {
  /** The page itself: it opens again with `?kode=`. */
  readonly action: string;
  /** The code as it was typed; empty before anything was. */
  readonly asked: string;
  readonly found: boolean;
  /** What the code is called here, where it stands, and what is said of one that leads nowhere. */
  readonly label: string;
  readonly hint: string;
  readonly unknown: string;
  /** How long such a code may be; a scanner types what a sheet's QR holds, which is more than a receipt. */
  readonly longest: number;
}

export function FindAnswer({ action, asked, found, label, hint, unknown, longest }: FindAnswerProps) {
  const t = exclusionTexts[usePage().lang];
  const errors = asked !== '' && !found ? { kode: unknown } : {};
  return (
    <Card>
      <Form action={action} method="get" prefix="cari" values={{ kode: asked }} errors={errors}>
        <Field name="kode" label={label} hint={hint} maxLength={longest} width="md" autocomplete="off" />
        <Buttons>
          <Button variant={found ? 'secondary' : 'primary'}>{t.find}</Button>
        </Buttons>
      </Form>
    </Card>
  );
}
