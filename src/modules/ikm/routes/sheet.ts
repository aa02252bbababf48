/** /unduh/skm.xlsx: the standard sheet of a service or unit in one period. */
import { Writable } from 'node:stream';
import { Problem } from '../../../kernel/problem.ts';
import { maximumRows, writeWorkbook } from '../../../platform/files/index.ts';
import { type Route, staff, staffRoute } from '../../../platform/web/module.ts';
import { download } from '../../../platform/web/reply.ts';
import { findPeriodByCode, findService, findUnit, listServices, periodName } from '../../org/index.ts';
import { canRead } from '../access.ts';
import { liveResult } from '../actions/live.ts';
import { branchServices } from '../actions/publish.ts';
import { collectAnswers } from '../actions/sheet.ts';
import { sheetQuery } from '../inputs.ts';
import { rowsBesidePeople, type SheetSource, standardSheets } from '../rules/sheet/index.ts';
import { sheetTexts } from '../texts/sheet.ts';
import { channelWords, unsurWords } from '../texts/words.ts';

const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const sheetRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/unduh/skm.xlsx',
    access: staff('ikm.read', canRead, { branch: true }),
    key: { name: 'sheet:read', label: (lang) => sheetTexts[lang].keyUse },
    query: sheetQuery,
    handler: async ({ db, scope, query, lang, looked }) => {
      const words = sheetTexts[lang];
      const period = await findPeriodByCode(db, scope, query.periode);
      if (!period) throw new Problem('ikm.period_unknown', { code: query.periode });
      const service = query.layanan === '' ? null : await findService(db, scope, query.layanan);
      if (query.layanan !== '' && !service) throw new Problem('ikm.service_unknown');
      const unitId = service?.unitId ?? query.unit;
      const unit = unitId === '' ? null : await findUnit(db, scope, unitId);
      if (!unit) throw new Problem('ikm.unit_unknown', { code: query.unit || '-' });
      const serviceIds = service ? [service.id] : await branchServices(db, scope, unit.id);
      const live = await liveResult(db, scope, { serviceIds, period });
      if (live.n === 0) throw new Problem('ikm.no_answers');
      const wanted = new Set(serviceIds);
      const services = (await listServices(db, scope, { withRetired: true })).filter(({ id }) => wanted.has(id));
      const withDetails = query.rincian === '1';
      // Row by row it holds what single people answered, and with details who they are in outline.
      looked({
        action: 'ikm.download_sheet',
        targetKind: 'unit',
        targetId: unit.id,
        detail: { period: period.code, withDetails },
      });
      const unsur = live.names.map(({ id }) => id);
      const { answers, places, questions, heads, people } = await collectAnswers(
        db,
        scope,
        { services, period, unsur, instruments: live.instruments, withDetails },
        lang,
      );
      if (answers.respondents + rowsBesidePeople > maximumRows)
        throw new Problem('ikm.sheet_too_long', { n: answers.respondents });
      const own = new Set(live.changes.filter(({ change }) => change !== 'dropped').map(({ unsur: id }) => id));
      const source: SheetSource = {
        head: [
          [words.head.unit, unit.name],
          ...(service ? [[words.head.service, service.name] as const] : []),
          [words.head.address, unit.address],
          [words.head.phone, ''],
          [words.head.period, periodName(period.code, lang)],
        ],
        unsur: live.names.map(({ id, code, name }, at) => ({
          id,
          code,
          name: own.has(id) ? name : unsurWords(id, lang),
          places: places[at] ?? [],
        })),
        ...(questions ? { items: { headers: questions, apart: [] } } : {}),
        weights: 'exact',
        answers,
        ...(withDetails
          ? {
              details: {
                heads: [words.details.date, words.details.service, words.details.channel, ...heads],
                row: (at) => {
                  const person = people[at];
                  return person ? [person.serviceOn, person.service, channelWords(person.channel, lang), ...person.profile] : [];
                },
              },
            }
          : {}),
      };
      const parts: Buffer[] = [];
      // Packed it is small; the transaction must be over before the first byte is sent.
      const packed = new Writable({
        write(chunk: Buffer, _encoding, done) {
          parts.push(chunk);
          done();
        },
      });
      await writeWorkbook(packed, standardSheets(source, words));
      return download(
        `skm-${(service?.name ?? unit.code).toLowerCase().slice(0, 40)}-${period.code}.xlsx`,
        sheetType,
        Buffer.concat(parts),
      );
    },
  }),
];
