/** The offices of the demonstration, the one of `/s/demo` first. Offices are rows: whatever is said here could be any office. */
import type { DemoAccounts } from '../platform/auth/index.ts';
import { city } from './data/city.ts';
import { cityOffice } from './data/city-office.ts';
import { furtherOffices } from './data/further-offices.ts';
import { provincialOffice } from './data/provincial-office.ts';
import type { DemoOffice } from './office.ts';
import { texts } from './texts.ts';

export const demoOffices: readonly DemoOffice[] = [cityOffice, city, provincialOffice, ...furtherOffices];

/** Not a secret: the data is synthetic, and the sign-in page shows it. */
export const demoPassword = 'suara peraga';

/** What the demonstration's sign-in page shows. */
export const demoAccounts: DemoAccounts = {
  password: demoPassword,
  accounts: demoOffices.map(({ account, office, about }) => ({
    email: account.email,
    office: office.name,
    about: { id: texts.id.about[about], en: texts.en.about[about] },
  })),
};
