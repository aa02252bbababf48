/** Codes: the list with what each opens, a new one, and why a poster cannot be printed. */
import {
  Button,
  Card,
  Checkboxes,
  Details,
  EmptyState,
  Field,
  Form,
  Lead,
  LinkButton,
  Muted,
  Notice,
  PostButton,
  Radios,
  Row,
  Select,
  StaffPage,
  Table,
  Tag,
  usePage,
} from '../../../platform/ui/index.ts';
import type { CodeKind } from '../rules/codes.ts';
import { kioskSettingsTexts } from '../texts/kiosk-settings.ts';
import { posterTexts } from '../texts/poster.ts';
import { questionnaireTexts } from '../texts/questionnaire.ts';
import { widgetTexts } from '../texts/widget.ts';
import { posterSizes } from './poster-document.ts';
import { type Attempt, useWrong } from './questionnaire.tsx';

export interface CodeLine {
  readonly code: string;
  readonly kind: CodeKind;
  readonly label: string;
  readonly closed: boolean;
  /** Null: the whole unit. */
  readonly serviceName: string | null;
  readonly unitName: string;
  readonly retired: boolean;
}

export interface CodesProps {
  readonly codes: readonly CodeLine[];
  /** Services in use without an open code. */
  readonly missing: number;
  readonly services: readonly { readonly id: string; readonly name: string }[];
  readonly units: readonly { readonly id: string; readonly name: string }[];
  readonly canManage: boolean;
  readonly news?: { readonly made?: number | undefined; readonly code?: string | undefined };
  readonly attempt?: Attempt | undefined;
}

export function CodesPage({ codes, missing, services, units, canManage, news, attempt }: CodesProps) {
  const { lang } = usePage();
  const t = questionnaireTexts[lang];
  const p = posterTexts[lang];
  const errors = useWrong(attempt);
  const open = codes.filter((one) => !one.closed);
  return (
    <StaffPage title={t.codes} wide>
      {news?.made !== undefined && (
        <Notice tone="success" announce>
          <p>{t.madeCodes(news.made)}</p>
        </Notice>
      )}
      {news?.code !== undefined && (
        <Notice tone="success" announce>
          <p>
            {t.madeCode(news.code)} <a href={`/kode/${news.code}/poster`}>{t.poster}</a>
          </p>
        </Notice>
      )}
      <Lead>{t.codesLead}</Lead>
      {missing > 0 && canManage && (
        <Notice tone="info" title={t.allServicesWhy(missing)}>
          <PostButton action="/kode/semua" variant="primary">
            {t.allServices}
          </PostButton>
        </Notice>
      )}
      {codes.length === 0 ? (
        <EmptyState title={t.noCodes}>{t.noCodesWhy}</EmptyState>
      ) : (
        <Card>
          <Table
            caption={t.codes}
            captionHidden
            rows={codes}
            columns={[
              { head: t.code, rowHeader: true, nowrap: true, cell: (one) => <a href={`/s/${one.code}`}>{one.code}</a> },
              {
                head: t.forWhat,
                cell: (one) => (
                  <>
                    {one.serviceName ?? t.wholeUnit(one.unitName)} {one.retired && <Tag tone="warning">{t.retired}</Tag>}
                    {(one.kind === 'counter' || one.kind === 'officer') && <Tag>{p.kinds[one.kind]}</Tag>}
                    {one.label !== '' && one.label !== (one.serviceName ?? one.unitName) && <Muted>{one.label}</Muted>}
                  </>
                ),
              },
              {
                head: t.poster,
                nowrap: true,
                cell: (one) =>
                  !one.closed && (
                    <>
                      <a href={`/kode/${one.code}/poster`} aria-label={`${t.poster}: ${one.code}`}>
                        {t.poster}
                      </a>
                      <Details summary={`${p.formats}: ${one.code}`}>
                        <ul>
                          {posterSizes.map((size) => (
                            <li key={size}>
                              <a href={`/kode/poster.pdf?kode=${one.code}&ukuran=${size}`}>{p.sizes[size]}</a>
                            </li>
                          ))}
                          <li>
                            <a href={`/kode/${one.code}/qr.svg`}>{p.svg}</a>
                          </li>
                          <li>
                            <a href={`/kode/${one.code}/qr.png`}>{p.png}</a>
                          </li>
                        </ul>
                      </Details>
                    </>
                  ),
              },
              {
                head: kioskSettingsTexts[lang].link,
                nowrap: true,
                cell: (one) =>
                  !one.closed && (
                    <a href={`/kode/${one.code}/kios`} aria-label={`${kioskSettingsTexts[lang].link}: ${one.code}`}>
                      {kioskSettingsTexts[lang].link}
                    </a>
                  ),
              },
              {
                head: widgetTexts[lang].link,
                nowrap: true,
                cell: (one) =>
                  !one.closed && (
                    <a href={`/kode/${one.code}/sematan`} aria-label={`${widgetTexts[lang].link}: ${one.code}`}>
                      {widgetTexts[lang].link}
                    </a>
                  ),
              },
              {
                head: t.state,
                cell: (one) => <Tag tone={one.closed ? 'neutral' : 'success'}>{one.closed ? t.isClosed : t.isOpen}</Tag>,
              },
              ...(canManage
                ? [
                    {
                      head: t.actions,
                      nowrap: true,
                      cell: (one: CodeLine) => (
                        <PostButton action={`/kode/${one.code}/${one.closed ? 'buka' : 'tutup'}`} variant="quiet">
                          {one.closed ? t.reopen : t.close}
                          <span class="hidden">: {one.code}</span>
                        </PostButton>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        </Card>
      )}
      {open.length > 1 && (
        <Card title={p.several}>
          <Form action="/kode/poster.pdf" method="get" prefix="poster">
            <Checkboxes
              name="kode"
              label={p.choose}
              options={open.map((one) => ({
                value: one.code,
                label: `${one.code} · ${one.serviceName ?? one.unitName}${one.label === '' ? '' : ` · ${one.label}`}`,
              }))}
            />
            <Radios
              name="ukuran"
              label={p.size}
              inline
              value="a4"
              options={posterSizes.map((size) => ({ value: size, label: p.sizes[size] }))}
            />
            <Button variant="secondary">{p.make}</Button>
          </Form>
        </Card>
      )}
      {canManage && (
        <Card title={t.newCode}>
          <Form action="/kode" values={attempt?.values} errors={errors}>
            <Select
              name="target"
              label={t.newCodeFor}
              empty
              options={[
                { group: t.groupService, options: services.map((one) => ({ value: `service:${one.id}`, label: one.name })) },
                { group: t.groupUnit, options: units.map((one) => ({ value: `unit:${one.id}`, label: one.name })) },
              ]}
            />
            <Radios
              name="kind"
              label={p.kind}
              optional
              options={(['counter', 'officer'] as const).map((kind) => ({
                value: kind,
                label: p.kinds[kind],
                hint: p.kindHints[kind],
              }))}
            />
            <Field name="label" label={p.label} hint={p.labelHint} maxLength={120} optional />
            <Field name="code" label={t.ownCode} hint={t.ownCodeHint} maxLength={40} width="md" spellcheck={false} optional />
            <Button>{t.newCode}</Button>
          </Form>
        </Card>
      )}
    </StaffPage>
  );
}

/** Why no poster: the address would lead phones nowhere. */
export function NoPosterPage({ code, url }: { code: string; url: string | null }) {
  const t = questionnaireTexts[usePage().lang];
  return (
    <StaffPage title={t.noAddressTitle} crumbs={[{ href: '/kode', label: t.codes }, { label: code }]}>
      <Notice tone="warning">
        <p>{url === null ? t.noAddress : t.loopback(url)}</p>
      </Notice>
      <Row>
        <LinkButton href="/kelola/instansi" variant="primary">
          {t.setAddress}
        </LinkButton>
        <LinkButton href="/kode" variant="quiet">
          {t.back}
        </LinkButton>
      </Row>
    </StaffPage>
  );
}
