import {
  accents,
  Button,
  Buttons,
  Card,
  Checkbox,
  Field,
  Form,
  LinkButton,
  Radios,
  usePage,
} from '../../../platform/ui/index.ts';
import type { BrandWrong } from '../inputs.ts';
import { brandTexts } from '../texts/brand.ts';
import { texts } from '../texts/screens.ts';
import { type News, SetupPage } from './parts.tsx';

interface BrandProps {
  readonly office: string;
  readonly values: Readonly<Record<'accent' | 'contact', string>>;
  /** Address of the logo; null where there is none. */
  readonly logo: string | null;
  readonly wrong?: readonly BrandWrong[] | undefined;
  readonly news?: News | undefined;
}

/** How the office looks to the public. */
export function BrandPage({ office, values, logo, wrong = [], news }: BrandProps) {
  const { lang } = usePage();
  const [t, s] = [brandTexts[lang], texts[lang]];
  return (
    <SetupPage title={t.title} trail={[{ href: '/kelola/instansi', label: s.office }]} news={news}>
      <Card>
        <p>{t.lead}</p>
        <Form
          action="/kelola/instansi/tampilan"
          enctype="multipart/form-data"
          values={values}
          errors={Object.fromEntries(wrong.map((field) => [field === 'logo' ? 'file' : field, t.wrong[field]]))}
        >
          <Radios
            name="accent"
            label={t.accent}
            hint={t.accentHint}
            options={Object.entries(accents).map(([value, { name }]) => ({
              value,
              label: (
                <span>
                  <i class={`swatch swatch-${value}`} aria-hidden="true" />
                  {name[lang]}
                </span>
              ),
            }))}
          />
          <Field name="contact" label={t.contact} hint={t.contactHint} maxLength={200} autocomplete="off" optional />
          {logo !== null && (
            <div class="field">
              <p class="field-label">{t.logoNow}</p>
              <img class="office-logo" src={logo} alt={t.logoOf(office)} />
            </div>
          )}
          <Field name="file" type="file" label={t.logo} hint={t.logoHint} accept="image/png,image/jpeg" optional />
          {logo !== null && <Checkbox name="remove" label={t.logoRemove} />}
          <Buttons>
            <Button>{s.save}</Button>
            <LinkButton href="/kelola/instansi" variant="quiet">
              {s.cancel}
            </LinkButton>
          </Buttons>
        </Form>
      </Card>
    </SetupPage>
  );
}
