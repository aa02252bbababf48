/** Respondents' pages besides the form: the receipt, and why something cannot be answered. */
import type { ComponentChildren } from 'preact';
import { longestText } from '../rules/answer.ts';
import { formWords } from '../texts/languages.ts';
import { leaving, placeOf, type Reading, renderSheet, Sheet } from './sheet.tsx';

interface NoteProps {
  readonly reading: Reading;
  readonly banner: string | null;
}

function renderNote(
  { reading, banner }: NoteProps,
  title: string,
  kicker: string | null,
  body: ComponentChildren,
  self: string | null,
): string {
  return renderSheet(
    <Sheet reading={reading} title={title} banner={banner} self={self === null ? null : { path: self, keep: '' }}>
      <div class="p">
        <h1>{title}</h1>
        {kicker !== null && <p class="s">{kicker}</p>}
      </div>
      <div class="l">
        <i />
      </div>
      <div class="p">{body}</div>
    </Sheet>,
  );
}

/** A link to a page that no frame shows: in a frame it says that it opens beside it. */
function Out({
  reading,
  href,
  children,
  ...rest
}: {
  reading: Reading;
  href: string;
  children: ComponentChildren;
  class?: string;
}) {
  return (
    <a href={href} {...leaving(reading)} {...rest}>
      {children}
      {reading.frame && ` (${formWords(reading.lang).newTab})`}
    </a>
  );
}

/** What stands beside a question, with what it says in words. */
export function renderAid(
  props: NoteProps & { readonly question: string; readonly words: string; readonly video: boolean; readonly src: string },
): string {
  const t = formWords(props.reading.lang);
  return renderNote(
    props,
    props.question,
    null,
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: the video is itself what the written question says, in signs; its words stand below it. */}
      {props.video && <video controls playsinline src={props.src} />}
      {!props.video && <img src={props.src} alt={props.words} />}
      <h2>{t.signsWords}</h2>
      <p lang="id">{props.words}</p>
    </>,
    null,
  );
}

/** Stored. `again` starts a form with a new id. */
export function renderThanks(
  props: NoteProps & {
    code: string;
    receipt: string;
    unitName: string;
    late: boolean;
    /** What was written was not kept: the sender is a child. */
    withheld: boolean;
    /** Its content was erased meanwhile. */
    erased: boolean;
    again: string;
    /** Where people may leave how to reach them; null where the office does not ask. */
    contact: string | null;
    /** Where people ask about their data. */
    rights: string;
    /** Null where the answer is older than the public ledger and has no leaf yet. */
    leaf: { readonly hash: string; readonly position: number | null; readonly ledger: string } | null;
  },
): string {
  const t = formWords(props.reading.lang);
  return renderNote(
    props,
    t.thanksTitle,
    props.unitName,
    <>
      <div class="g">
        <h2>{t.receipt}</h2>
        <p class="c">{props.receipt}</p>
        <p class="h">{t.receiptUse}</p>
        {props.late && <p>{t.late}</p>}
        {props.withheld && <p>{t.withheld}</p>}
        {props.erased && <p>{t.erased}</p>}
      </div>
      {props.contact !== null && (
        <div class="g">
          <h2>{t.contact}</h2>
          <p>{t.contactUse}</p>
          <p>
            <Out reading={props.reading} href={props.contact}>
              {t.contactGive}
            </Out>
          </p>
        </div>
      )}
      {props.leaf && (
        <div class="g">
          <h2>{t.leaf}</h2>
          <p>
            <code>{props.leaf.hash}</code>
          </p>
          <p class="h">{t.leafUse}</p>
          {props.leaf.position === null && props.reading.frame ? (
            // Loaded again a site shows the empty form: this page is found at its own address.
            <p>
              <Out reading={props.reading} href={`/s/${props.code}/tanda/${props.receipt}`}>
                {t.receipt}
              </Out>
            </p>
          ) : props.leaf.position === null ? (
            <p class="h">{t.leafSoon}</p>
          ) : (
            <p>
              <Out
                reading={props.reading}
                href={`${props.leaf.ledger}?daun=${props.leaf.position}&sidik=${encodeURIComponent(props.leaf.hash)}`}
              >
                {t.leafProof(props.leaf.position)}
              </Out>
            </p>
          )}
        </div>
      )}
      <div class="g">
        <h2>{t.next}</h2>
        <p>{t.nextSteps}</p>
        <p>
          <Out reading={props.reading} href="/ikm">
            {t.results}
          </Out>
        </p>
        <p>
          <Out reading={props.reading} href={props.rights}>
            {t.rights}
          </Out>
        </p>
      </div>
      <a class="b" href={props.again}>
        {t.again}
      </a>
    </>,
    `${placeOf(props.code, props.reading)}/tanda/${props.receipt}`,
  );
}

/** Same id, other content. */
export function renderConflict(props: NoteProps & { receipt: string; unitName: string; again: string }): string {
  const t = formWords(props.reading.lang);
  return renderNote(
    props,
    t.conflictTitle,
    props.unitName,
    <>
      <div class="g">
        <p>{t.conflictBody}</p>
        <h2>{t.conflictReceipt}</h2>
        <p class="c">{props.receipt}</p>
      </div>
      <div class="g">
        <p>{t.conflictNext}</p>
      </div>
      <a class="b" href={props.again}>
        {t.startNew}
      </a>
    </>,
    null,
  );
}

/** What a fault of ours has to be reported with, as on the house's own page. */
function FaultNumber({ reading, fault }: { reading: Reading; fault: string }) {
  return <p class="h">{formWords(reading.lang).faultNumber(fault)}</p>;
}

/**
 * Nothing can be stored now. Everything given goes along in hidden fields with its own id, so that one tap sends the same answer again;
 * made without a database, because it is shown where that is missing.
 */
export function renderKept(
  props: NoteProps & { action: string; posted: Readonly<Record<string, string>>; fault: string | null },
): string {
  const t = formWords(props.reading.lang);
  return renderNote(
    props,
    t.keptTitle,
    null,
    <form method="post" action={props.action}>
      <div class="g">
        <p>{props.fault === null ? t.keptBody : t.keptFault}</p>
        {props.fault !== null && <FaultNumber reading={props.reading} fault={props.fault} />}
      </div>
      {Object.entries(props.posted).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button class="b" type="submit">
        {t.keptSend}
      </button>
    </form>,
    null,
  );
}

/** More than is read of a send: nothing of it is stored, and what was given is on the page before this one. */
export function renderTooLarge(props: NoteProps): string {
  const t = formWords(props.reading.lang);
  return renderNote(
    props,
    t.tooLargeTitle,
    null,
    <>
      <div class="g">
        <p>{t.tooLargeBody(longestText)}</p>
      </div>
      <div class="g">
        <p>{t.tooLargeNext}</p>
      </div>
    </>,
    null,
  );
}

/** In a frame, where the form or the receipt cannot be made now. `again` is their own address. Made without a database. */
export function renderAway(props: NoteProps & { again: string; fault: string | null }): string {
  const t = formWords(props.reading.lang);
  return renderNote(
    props,
    t.awayTitle,
    null,
    <>
      <div class="g">
        <p>{props.fault === null ? t.awayBody : t.awayFault}</p>
        {props.fault !== null && <FaultNumber reading={props.reading} fault={props.fault} />}
      </div>
      <a class="b" href={props.again}>
        {t.awayAgain}
      </a>
    </>,
    props.again.split('?')[0] ?? props.again,
  );
}

/** Unknown code, closed code, nothing to answer, unknown receipt: what happened and what to do. */
export function renderStop(
  props: NoteProps & {
    kind: 'unknown' | 'closed' | 'empty' | 'receipt';
    code: string;
    unitName: string;
    sent: boolean;
    /** Of the link to the form. */
    query?: string;
  },
): string {
  const t = formWords(props.reading.lang);
  const words = {
    unknown: { title: t.unknownTitle, body: t.unknownBody(props.code) },
    closed: { title: t.closedTitle, body: t.closedBody(props.unitName) },
    empty: { title: t.emptyTitle, body: t.emptyBody(props.unitName) },
    receipt: { title: t.unknownReceiptTitle, body: t.unknownReceiptBody },
  }[props.kind];
  return renderNote(
    props,
    words.title,
    props.unitName || null,
    <>
      <div class="g">
        <p>{words.body}</p>
        {props.sent && <p>{t.closedSent}</p>}
      </div>
      {props.kind === 'receipt' && (
        <a class="b" href={`${placeOf(props.code, props.reading)}${props.query ?? ''}`}>
          {t.toForm}
        </a>
      )}
    </>,
    null,
  );
}

/** A code whose services ask different questions: first the service, then its form. */
export function renderPick(
  props: NoteProps & {
    code: string;
    unitName: string;
    query: string;
    services: readonly { readonly id: string; readonly name: string }[];
  },
): string {
  const t = formWords(props.reading.lang);
  return renderNote(
    props,
    t.pickTitle,
    props.unitName,
    props.services.map((service) => (
      <a key={service.id} class="b" href={`${placeOf(props.code, props.reading)}?layanan=${service.id}${props.query}`}>
        {service.name}
      </a>
    )),
    placeOf(props.code, props.reading),
  );
}

/** In a frame on a site that the office has not named: no form, and where there is one. */
export function renderStranger(props: NoteProps & { code: string; unitName: string; site: string }): string {
  const { lang } = props.reading;
  const t = formWords(lang);
  return renderNote(
    props,
    t.strangerTitle,
    props.unitName,
    <>
      <div class="g">
        <p>{t.strangerBody(props.site)}</p>
      </div>
      <Out reading={props.reading} class="b" href={`/s/${props.code}?bahasa=${lang}`}>
        {t.toForm}
      </Out>
    </>,
    null,
  );
}
