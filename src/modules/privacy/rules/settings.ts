/** What an office decides about personal data. */
import { childAge } from '../law/uu-27-2022.ts';

export interface PrivacySettings {
  /** Below it neither contact data nor free text is taken without a guardian. */
  readonly ageLimit: number;
  /** Whether respondents are asked if they may be contacted. */
  readonly contactOffered: boolean;
  /** Who answers for personal data here, and how to reach them: shown to everybody. */
  readonly officer: string;
  /** To whom breaches are notified. */
  readonly noticeTo: string;
}

/** No office may set a higher one. */
export const greatestAgeLimit = 21;

/** Until the office says otherwise. */
export const defaultSettings: PrivacySettings = {
  ageLimit: childAge.value,
  contactOffered: false,
  officer: '',
  noticeTo: '',
};
