/** What a person asks for, and what an officer answers. */
import { longestField } from '../rules/contact.ts';
import { longestMessage, type Outcome, outcomes, type RequestKind, requestKinds } from '../rules/request.ts';
import { collect, type FormBody, type Parsed, textOf, wrongText } from './form.ts';

export interface GivenRequest {
  readonly kind: RequestKind;
  /** As it was given to the person, in capitals; null where they have none. */
  readonly receipt: string | null;
  readonly contact: string;
  readonly message: string;
}

const receiptPattern = /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}$/;

/** A receipt as people write it: spaces and small letters do not matter, nor missing dashes. */
function readReceipt(given: string): string {
  const bare = given.toUpperCase().replace(/[\s-]/g, '');
  return bare.length === 10 ? `${bare.slice(0, 4)}-${bare.slice(4, 8)}-${bare.slice(8)}` : given.toUpperCase();
}

/** `kind`, `receipt`, `contact`, `message`. */
export function parseRequest(body: FormBody): Parsed<GivenRequest> {
  const [contact, message] = [textOf(body, 'contact'), textOf(body, 'message')];
  const receipt = readReceipt(textOf(body, 'receipt'));
  const kind = requestKinds.find((one) => one === textOf(body, 'kind'));
  return collect(
    {
      kind: kind ? null : 'choose',
      receipt: receipt === '' ? (contact === '' ? 'contactOrReceipt' : null) : receiptPattern.test(receipt) ? null : 'receipt',
      contact: wrongText(contact, longestField, { empty: true }),
      message: wrongText(message, longestMessage, { empty: true }),
    },
    () => ({ kind: kind as RequestKind, receipt: receipt === '' ? null : receipt, contact, message }),
  );
}

/** `outcome`, `result`. */
export function parseAnswer(body: FormBody): Parsed<{ readonly outcome: Outcome; readonly result: string }> {
  const outcome = outcomes.find((one) => one === textOf(body, 'outcome'));
  const result = textOf(body, 'result');
  return collect({ outcome: outcome ? null : 'choose', result: wrongText(result, longestMessage) }, () => ({
    outcome: outcome as Outcome,
    result,
  }));
}
