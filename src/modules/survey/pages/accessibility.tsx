/** The accessibility statement. */
import { Heading, Lead, PlainPage, Prose, usePage } from '../../../platform/ui/index.ts';
import { accessibilityTexts } from '../texts/accessibility.ts';

export function AccessibilityPage() {
  const t = accessibilityTexts[usePage().lang];
  const list = (lines: readonly string[]) => (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
  return (
    <PlainPage title={t.title}>
      <Lead>{t.lead}</Lead>
      <Prose>
        <Heading level={2}>{t.met}</Heading>
        {list(t.metList)}
        <Heading level={2}>{t.unmet}</Heading>
        {list(t.unmetList)}
        <Heading level={2}>{t.untried}</Heading>
        <p>{t.untriedLead}</p>
        <Heading level={2}>{t.other}</Heading>
        <p>{t.otherBody}</p>
      </Prose>
    </PlainPage>
  );
}
