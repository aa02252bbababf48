import {
  Button,
  Buttons,
  Card,
  Details,
  Facts,
  Field,
  Form,
  LinkButton,
  Muted,
  Notice,
  PostButton,
  Prose,
  Radios,
  Select,
  Table,
  Tag,
  usePage,
} from '../../../platform/ui/index.ts';
import { parentsFor, type RetireObstacles, type Service, treeOf, type Unit } from '../rules.ts';
import { texts } from '../texts/screens.ts';
import { type Attempt, type News, SetupPage, unitOptions, useErrors, zoneOptions } from './parts.tsx';

interface UnitsProps {
  units: readonly Unit[];
  services: readonly Service[];
  withRetired: boolean;
  attempt: Attempt;
  news?: News | undefined;
}

/** The tree of units, and one more. */
export function UnitsPage({ units, services, withRetired, attempt, news }: UnitsProps) {
  const t = texts[usePage().lang];
  const active = units.filter((unit) => !unit.retiredAt);
  const shown = withRetired ? units : active;
  const count = (unit: Unit) => services.filter((service) => service.unitId === unit.id).length;
  const errors = useErrors(attempt);
  return (
    <SetupPage title={t.units} news={news}>
      <p>{t.unitsLead}</p>
      <Card>
        <Table
          caption={t.unitTree}
          captionHidden
          rows={treeOf(shown)}
          columns={[
            {
              head: t.name,
              cell: ({ unit, depth }) => (
                <>
                  {depth > 0 && <span aria-hidden="true">{'\u00a0\u00a0\u00a0\u00a0'.repeat(depth - 1)}└ </span>}
                  <a href={`/kelola/unit/${unit.id}`}>{unit.name}</a> {unit.parentId === null && <Tag>{t.theOffice}</Tag>}
                  {unit.retiredAt && <Tag tone="warning">{t.retired}</Tag>}
                </>
              ),
            },
            {
              head: t.services,
              numeric: true,
              cell: ({ unit }) => <a href={`/kelola/layanan?unit=${unit.id}`}>{count(unit)}</a>,
            },
          ]}
        />
        {units.length > active.length && (
          <p>
            <a href={withRetired ? '/kelola/unit' : '/kelola/unit?semua=1'}>{withRetired ? t.hideRetired : t.showRetired}</a>
          </p>
        )}
      </Card>
      <Card title={t.unitAdd} id="tambah">
        <Form action="/kelola/unit" values={attempt.values} errors={errors}>
          <Field name="name" label={t.unitName} hint={t.unitNameHint} maxLength={200} autocomplete="off" />
          <Select name="parent" label={t.unitParent} options={unitOptions(active)} />
          <Details summary={t.unitMore} open={Boolean(errors.address ?? errors.zone)}>
            <Field name="address" label={t.unitAddress} optional maxLength={1000} autocomplete="off" />
            <Radios name="zone" label={t.zone} options={zoneOptions(t.zones)} />
          </Details>
          <Buttons>
            <Button>{t.unitAdd}</Button>
          </Buttons>
        </Form>
      </Card>
    </SetupPage>
  );
}

interface UnitProps {
  unit: Unit;
  units: readonly Unit[];
  services: readonly Service[];
  attempt: Attempt;
  /** Why moving was refused. */
  moveRefusal?: string | undefined;
  news?: News | undefined;
}

/** One unit: its facts, its services, where it hangs, whether it is in use. */
export function UnitPage({ unit, units, services, attempt, moveRefusal, news }: UnitProps) {
  const t = texts[usePage().lang];
  const own = services.filter((service) => service.unitId === unit.id);
  return (
    <SetupPage
      title={unit.name}
      trail={[{ href: '/kelola/unit', label: t.units }]}
      news={news}
      actions={
        unit.retiredAt ? (
          <PostButton action={`/kelola/unit/${unit.id}/pakai`}>{t.restore}</PostButton>
        ) : (
          unit.parentId !== null && <LinkButton href={`/kelola/unit/${unit.id}/nonaktif`}>{t.retire}</LinkButton>
        )
      }
    >
      {unit.retiredAt && (
        <Notice tone="warning">
          <p>{t.unitRetireLead}</p>
        </Notice>
      )}
      <Card>
        <Form action={`/kelola/unit/${unit.id}`} values={attempt.values} errors={useErrors(attempt)}>
          <Field name="name" label={t.unitName} maxLength={200} autocomplete="off" />
          <Field name="address" label={t.unitAddress} optional maxLength={1000} autocomplete="off" />
          <Radios name="zone" label={t.zone} options={zoneOptions(t.zones)} />
          <Buttons>
            <Button>{t.save}</Button>
          </Buttons>
        </Form>
        <Facts items={[{ term: t.unitCode, value: <code>{unit.code}</code>, gloss: t.unitCodeHint }]} />
      </Card>
      <Card title={t.unitServices} actions={<a href={`/kelola/layanan?unit=${unit.id}#tambah`}>{t.serviceAdd}</a>}>
        {own.length === 0 ? (
          <Muted>{t.serviceEmptyUnit}</Muted>
        ) : (
          <Prose>
            <ul>
              {own.map((service) => (
                <li key={service.id}>
                  <a href={`/kelola/layanan/${service.id}`}>{service.name}</a>
                </li>
              ))}
            </ul>
          </Prose>
        )}
      </Card>
      {unit.parentId !== null && !unit.retiredAt && (
        <Card title={t.unitMove}>
          <p>{t.unitMoveLead}</p>
          <Form
            action={`/kelola/unit/${unit.id}/pindah`}
            prefix="pindah"
            values={{ parent: unit.parentId }}
            errors={moveRefusal === undefined ? {} : { parent: moveRefusal }}
          >
            <Select name="parent" label={t.unitParent} options={unitOptions(parentsFor(units, unit.id))} />
            <Buttons>
              <Button variant="secondary">{t.unitMoveDo}</Button>
            </Buttons>
          </Form>
        </Card>
      )}
    </SetupPage>
  );
}

/** A second look before a unit is retired, or why it cannot be yet. */
export function RetireUnitPage({ unit, obstacles }: { unit: Unit; obstacles: RetireObstacles }) {
  const t = texts[usePage().lang];
  const here = `/kelola/unit/${unit.id}`;
  const below = [...obstacles.units, ...obstacles.services];
  const stopped = obstacles.office || below.length > 0;
  return (
    <SetupPage
      title={t.unitRetireAsk(unit.name)}
      trail={[
        { href: '/kelola/unit', label: t.units },
        { href: here, label: unit.name },
      ]}
    >
      <Card>
        {stopped ? (
          <Notice tone="warning" title={t.unitRetireStop}>
            <p>{obstacles.office ? t.unitRetireOffice : t.unitRetireBelow}</p>
            {!obstacles.office && (
              <Prose>
                <ul>
                  {below.map((name) => (
                    <li key={name}>{name}</li>
                  ))}
                </ul>
              </Prose>
            )}
          </Notice>
        ) : (
          <p>{t.unitRetireLead}</p>
        )}
        <Buttons>
          {!stopped && (
            <PostButton action={`${here}/nonaktif`} variant="danger">
              {t.retire}
            </PostButton>
          )}
          <LinkButton href={here} variant={stopped ? 'secondary' : 'quiet'}>
            {stopped ? t.back : t.cancel}
          </LinkButton>
        </Buttons>
      </Card>
    </SetupPage>
  );
}
