/** How an office looks to the public: its settings, and its logo for everybody. */
import { readFile } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import { z } from 'zod';
import { Problem } from '../../../kernel/problem.ts';
import { findPublicScope } from '../../../platform/auth/index.ts';
import { enter } from '../../../platform/db/db.ts';
import { withoutMetadata } from '../../../platform/files/metadata.ts';
import { accentOf } from '../../../platform/ui/index.ts';
import { openRoute, publicRoute, type Route, staffRoute } from '../../../platform/web/module.ts';
import { page, raw, redirect } from '../../../platform/web/reply.ts';
import { receivedFile } from '../../../platform/web/upload.ts';
import { changeBrand } from '../actions.ts';
import { parseBrand } from '../inputs.ts';
import { BrandPage } from '../pages/brand.tsx';
import { largestLogo, logoTypes } from '../rules.ts';
import { findBrand, findLogo, type Logo } from '../store/brand.ts';
import { getOffice } from '../store/places.ts';
import { manage, newsQuery } from './parts.ts';

/** The picture in a received file as everybody may see it, by what its bytes say; null where they say anything but a whole PNG or JPEG. */
async function readLogo(path: string): Promise<Logo | null> {
  const bytes = await readFile(path);
  const found = await fileTypeFromBuffer(bytes);
  const type = logoTypes.find((known) => known === found?.mime);
  const shown = type && withoutMetadata(type, bytes);
  return type && shown ? { type, bytes: shown } : null;
}

const ownLogo = '/kelola/instansi/logo';
/** A picture is shown and nothing else: whatever else its bytes might be to a browser, they may do nothing. */
const pictureOnly = { 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; sandbox" };

export const brandRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/kelola/instansi/tampilan',
    access: manage,
    query: z.object({ kabar: newsQuery }),
    handler: async ({ db, scope, query }) => {
      const [office, brand] = [await getOffice(db, scope), await findBrand(db, scope)];
      const logo = brand.logo && `${ownLogo}?v=${brand.logo.hash.slice(0, 16)}`;
      const values = { accent: accentOf(brand.accent), contact: brand.contact };
      return page('', <BrandPage office={office.name} values={values} logo={logo} news={query.kabar} />);
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/kelola/instansi/tampilan',
    access: manage,
    upload: largestLogo,
    body: z.any(),
    handler: async ({ db, scope, body, now }) => {
      const { value, wrong } = parseBrand(body);
      const file = receivedFile(body, 'file');
      const logo = file && (await readLogo(file.path));
      if (wrong.length > 0 || (file && !logo)) {
        const [office, brand] = [await getOffice(db, scope), await findBrand(db, scope)];
        const all = file && !logo ? ([...wrong, 'logo'] as const) : wrong;
        return page('', <BrandPage office={office.name} values={value} logo={brand.logo && ownLogo} wrong={all} />, 422);
      }
      await changeBrand(db, scope, { ...value, logo: logo ?? (value.remove ? null : 'keep') }, now);
      return redirect('/kelola/instansi/tampilan?kabar=saved');
    },
  }),
  staffRoute({
    method: 'GET',
    path: ownLogo,
    access: manage,
    handler: async ({ db, scope }) => {
      const logo = await findLogo(db, scope);
      if (!logo) throw new Problem('web.not_found');
      return raw(logo.bytes, { 'content-type': logo.type, 'cache-control': 'private, no-cache', ...pictureOnly });
    },
  }),
  openRoute({
    method: 'GET',
    path: '/logo/:unit/:hash',
    access: publicRoute('The logo of an office stands on its published pages.'),
    params: z.object({ unit: z.string().max(200), hash: z.string().max(64) }),
    handler: async ({ db, params }) => {
      const scope = await findPublicScope(db, params.unit);
      if (!scope) throw new Problem('web.not_found');
      await enter(db, scope);
      const [brand, logo] = [await findBrand(db, scope), await findLogo(db, scope)];
      if (!logo || brand.logo?.hash.slice(0, 16) !== params.hash) throw new Problem('web.not_found');
      const keep = 'public, max-age=31536000, immutable';
      return raw(logo.bytes, { 'content-type': logo.type, 'cache-control': keep, ...pictureOnly });
    },
  }),
];
