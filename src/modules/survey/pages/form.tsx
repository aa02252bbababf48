/** The form that respondents fill in. */
import type { ComponentChildren } from 'preact';
import type { FieldError, Posted } from '../inputs/form.ts';
import type { BilingualText } from '../law/instrument.ts';
import type { Aid } from '../rules/aids.ts';
import { longestText } from '../rules/answer.ts';
import type { OwnQuestion, SurveyInstrument } from '../rules/instrument.ts';
import { houseLangOf, tagOf } from '../rules/languages.ts';
import { formWords, itemWords } from '../texts/languages.ts';
import { AidOf, describedBy, isWrong, Mistake, ProfileInput } from './form-parts.tsx';
import { frameQuery, placeOf, type Reading, renderSheet, Sheet } from './sheet.tsx';

/** Stands where the nonce of each visit is put. */
export const nonceMark = '~nonce~';

export interface FormProps {
  readonly reading: Reading;
  readonly code: string;
  readonly channel: string;
  readonly unitName: string;
  readonly instrument: SurveyInstrument;
  /** Tells one state of an unanswered version from the next; comes back with the answers. */
  readonly look: string;
  /** What stands beside questions, by question. */
  readonly aids?: ReadonlyMap<string, Aid> | undefined;
  /** One: it is known. Several: the first question asks which. */
  readonly services: readonly { readonly id: string; readonly name: string }[];
  readonly banner: string | null;
  /** What the link to the other language keeps of the query, such as `&k=qr`. */
  readonly keep: string;
  /** The address of the script that remembers; the form is whole without it. Null: a form that nobody else may find on this device. */
  readonly script: string | null;
  /** Where it stands and is sent to, where that is not the code's own address. */
  readonly place?: string;
  /** Present when the form comes back. */
  readonly given?: { readonly values: Posted; readonly errors: Readonly<Record<string, FieldError>>; readonly nonce: string };
}

/** Cards get two rows on a phone when a word or the whole label would not fit a quarter of 360 pixels. */
const isLong = (labels: readonly string[]): boolean =>
  labels.some((label) => label.length > 16 || label.split(' ').some((word) => word.length > 7));

/** The whole page. Without `given` it holds `nonceMark` once and nothing of any visitor, so it can be kept. */
export function renderForm(props: FormProps): string {
  const { reading, code, channel, unitName, instrument, services, given } = props;
  const t = formWords(reading.lang);
  const place = props.place ?? placeOf(code, reading);
  const sent = ['kirim', ...(reading.large ? ['besar=1'] : []), ...frameQuery(reading)].join('&');
  const [only] = services.length === 1 ? services : [];
  const asked = instrument.asked.flatMap((at) => instrument.items[at] ?? []);
  const errors = Object.entries(given?.errors ?? {});
  const heading = only?.name ?? unitName;
  const number = new Map(asked.map((item, at) => [item.id, at + 1]));
  const words = (name: string, error: FieldError): string => {
    const place = number.get(name);
    const text = error === 'textLong' ? t.textLong(longestText) : t[error];
    return place === undefined ? text : `${t.questionNumber(place)}: ${text}`;
  };
  return renderSheet(
    <Sheet
      reading={reading}
      title={`${errors.length > 0 ? t.errorPrefix : ''}${t.title(heading)}`}
      banner={props.banner}
      self={{ path: place, keep: props.keep }}
    >
      <div class="p">
        <h1>{heading}</h1>
        {only && <p class="s">{unitName}</p>}
        <p class="s">{t.intro(asked.length)}</p>
        {errors.length > 0 && (
          <div class="e" role="alert">
            <h2>{t.errorTitle(errors.length)}</h2>
            <ul>
              {errors.map(([name, error]) => (
                <li key={name}>{error === 'changed' ? t.changed : <a href={`#q-${name}`}>{words(name, error)}</a>}</li>
              ))}
            </ul>
            <p>{t.errorKept}</p>
          </div>
        )}
      </div>
      <div class="l">
        <i />
      </div>
      {/* Sent to another address than the page's own: a successful send to the same one would throw the page out of the browser's store,
          and Back would bring a new form with the old choices, which sent again would count twice. */}
      <form class="p" method="post" action={`${place}?${sent}`}>
        <input type="hidden" name="nonce" value={given?.nonce ?? nonceMark} autocomplete="off" />
        <input type="hidden" name="instrument" value={instrument.id} />
        <input type="hidden" name="look" value={props.look} />
        <input type="hidden" name="channel" value={channel} />
        <input type="hidden" name="lang" value={reading.lang} />
        {only ? <input type="hidden" name="service" value={only.id} /> : <ServiceChoice services={services} props={props} />}
        {asked.map((item, at) => {
          const { question, labels, inIndonesian } = itemWords(reading.lang, item);
          const lang = inIndonesian ? 'id' : undefined;
          return (
            <Question key={item.id} name={item.id} number={at + 1} question={question} lang={lang} props={props}>
              <div class={isLong(labels) ? 'o w' : 'o'}>
                {item.scale.map((point, place) => (
                  <label key={point.value}>
                    <input
                      {...radioId(item.id, place, props)}
                      type="radio"
                      name={item.id}
                      value={point.value}
                      required
                      checked={given?.values[item.id] === String(point.value)}
                    />
                    <span>
                      {item.scale.length === 4 && <i class={`d${point.value}`} />}
                      {labels[place]}
                    </span>
                  </label>
                ))}
              </div>
            </Question>
          );
        })}
        {instrument.own.map((question) => (
          <OwnField key={question.id} question={question} props={props} />
        ))}
        <fieldset>
          <legend>
            {t.aboutYou} <small>· {t.mayBeSkipped}</small>
          </legend>
          {instrument.profile.map((field) => !field.filling && <ProfileInput key={field.id} field={field} props={props} />)}
          <div class="f">
            <label for="q-comment">{t.comment}</label>
            <p class="h" id="h-comment">
              {t.commentHint} {t.most(longestText)}
            </p>
            <Mistake name="comment" props={props} />
            <textarea
              id="q-comment"
              name="comment"
              rows={4}
              maxLength={longestText}
              aria-describedby={describedBy('comment', props, true)}
              aria-invalid={isWrong('comment', props)}
            >
              {given?.values.comment ?? ''}
            </textarea>
          </div>
          {instrument.profile.some(({ filling }) => filling) && (
            <details open={Boolean(given?.values.assistance || given?.values.helper)}>
              <summary>{t.assistance}</summary>
              {instrument.profile.map((field) => field.filling && <ProfileInput key={field.id} field={field} props={props} />)}
            </details>
          )}
          <div class="x" aria-hidden="true">
            <label>
              {t.trap} <input name="homepage" tabIndex={-1} autocomplete="off" />
            </label>
          </div>
        </fieldset>
        <button type="submit" disabled={reading.frame?.preview}>
          {t.send}
        </button>
        <p class="z">{t.afterSend}</p>
      </form>
      {props.script !== null && <script type="module" async src={props.script} />}
    </Sheet>,
  );
}

/** Ids cost bytes on every page; only a form that comes back has links to lead to a question. */
function radioId(name: string, place: number, props: FormProps): { id?: string } {
  return place === 0 && props.given?.errors[name] ? { id: `q-${name}` } : {};
}

interface QuestionProps {
  readonly name: string;
  readonly number?: number;
  readonly question: string;
  readonly optional?: boolean;
  /** Where it is not the page's own. */
  readonly lang?: string | undefined;
  readonly props: FormProps;
  readonly children: ComponentChildren;
}

function Question({ name, number, question, optional, lang, props, children }: QuestionProps) {
  const wrong = props.given?.errors[name] !== undefined;
  return (
    <fieldset
      lang={lang}
      class={`${number === undefined ? '' : 'q'}${wrong ? ' a' : ''}` || undefined}
      aria-describedby={wrong ? `m-${name}` : undefined}
    >
      <legend>
        {number !== undefined && <b>{number}</b>}
        {question}
        {optional && <small> · {formWords(props.reading.lang).mayBeSkipped}</small>}
      </legend>
      <AidOf name={name} props={props} />
      <Mistake name={name} props={props} />
      {children}
    </fieldset>
  );
}

/** More services than this make a list that is longer than a screen; a select is shorter. */
const mostCards = 16;

function ServiceChoice({ services, props }: { services: FormProps['services']; props: FormProps }) {
  const t = formWords(props.reading.lang);
  const chosen = props.given?.values.service;
  if (services.length > mostCards) {
    return (
      <fieldset class={props.given?.errors.service ? 'a' : undefined}>
        <legend>
          <label for="q-service">{t.chooseService}</label>
        </legend>
        <Mistake name="service" props={props} />
        <select id="q-service" name="service" required>
          <option value="">{t.notSaid}</option>
          {services.map((service) => (
            <option key={service.id} value={service.id} selected={chosen === service.id}>
              {service.name}
            </option>
          ))}
        </select>
      </fieldset>
    );
  }
  return (
    <Question name="service" question={t.chooseService} props={props}>
      <div class="o r v">
        {services.map((service, place) => (
          <label key={service.id}>
            <input
              {...radioId('service', place, props)}
              type="radio"
              name="service"
              value={service.id}
              required
              checked={chosen === service.id}
            />
            <span>{service.name}</span>
          </label>
        ))}
      </div>
    </Question>
  );
}

function OwnField({ question, props }: { question: OwnQuestion; props: FormProps }) {
  const { reading, given } = props;
  const house = houseLangOf(reading.lang);
  const text = (words: BilingualText) => words[house] || words.id;
  const lang = house === tagOf(reading.lang) ? undefined : house;
  if (question.kind === 'choice') {
    return (
      <Question name={question.id} question={text(question.question)} optional lang={lang} props={props}>
        <div class="o r v">
          {question.options.map((option, place) => (
            <label key={text(option)}>
              <input
                {...radioId(question.id, place, props)}
                type="radio"
                name={question.id}
                value={place + 1}
                checked={given?.values[question.id] === String(place + 1)}
              />
              <span>{text(option)}</span>
            </label>
          ))}
        </div>
      </Question>
    );
  }
  return (
    <fieldset>
      <legend>
        <label for={`q-${question.id}`} lang={lang}>
          {text(question.question)}
        </label>{' '}
        <small>· {formWords(reading.lang).mayBeSkipped}</small>
      </legend>
      <AidOf name={question.id} props={props} />
      <p class="h" id={`h-${question.id}`}>
        {formWords(reading.lang).most(longestText)}
      </p>
      <Mistake name={question.id} props={props} />
      {/* Browsers cut what is pasted beyond it without a word: the hint above says so beforehand. */}
      <textarea
        id={`q-${question.id}`}
        name={question.id}
        rows={3}
        maxLength={longestText}
        aria-describedby={describedBy(question.id, props, true)}
        aria-invalid={isWrong(question.id, props)}
      >
        {given?.values[question.id] ?? ''}
      </textarea>
    </fieldset>
  );
}
