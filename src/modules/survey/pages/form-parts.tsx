/** Parts of the form that respondents fill in: what stands beside a question, what is wrong with it, and the profile. */
import type { ProfileField } from '../law/instrument.ts';
import { isVideo } from '../rules/aids.ts';
import { longestText } from '../rules/answer.ts';
import { severalName } from '../rules/profile.ts';
import { formWords, profileWords } from '../texts/languages.ts';
import type { FormProps } from './form.tsx';

export function describedBy(name: string, props: FormProps, hint: boolean): string | undefined {
  const ids = [hint ? `h-${name}` : '', props.given?.errors[name] ? `m-${name}` : ''].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

/** Absent where nothing is wrong: the form goes to phones. */
export const isWrong = (name: string, props: FormProps): true | undefined => (props.given?.errors[name] ? true : undefined);

export function Mistake({ name, props }: { name: string; props: FormProps }) {
  const error = props.given?.errors[name];
  if (!error) return null;
  const t = formWords(props.reading.lang);
  return (
    <p class="m" id={`m-${name}`}>
      {error === 'textLong' ? t.textLong(longestText) : t[error]}
    </p>
  );
}

/** What stands beside a question: nothing of it is loaded before somebody opens it. Its words are behind a link, so that the form stays light. */
export function AidOf({ name, props }: { name: string; props: FormProps }) {
  const aid = props.aids?.get(name);
  if (!aid) return null;
  const t = formWords(props.reading.lang);
  const page = `/s/${props.code}/isyarat/${aid.address}`;
  const link = (text: string) => (
    <a href={page} target="_blank" rel="noopener">
      {text}
    </a>
  );
  if (!isVideo(aid)) return <p class="h">{link(t.picture)}</p>;
  return (
    <details>
      <summary>{t.signs}</summary>
      {/* biome-ignore lint/a11y/useMediaCaption: the video is itself what the written question says, in signs; its words are behind the link. */}
      <video controls playsinline preload="none" src={`${page}/berkas`} />
      <p class="h">{link(t.signsWords)}</p>
    </details>
  );
}

export function ProfileInput({ field, props }: { field: ProfileField; props: FormProps }) {
  const { reading, given } = props;
  const t = formWords(reading.lang);
  const words = profileWords(reading.lang, field);
  const value = given?.values[field.id] ?? '';
  const id = `q-${field.id}`;
  if (field.kind === 'several') return <SeveralInput field={field} props={props} />;
  if (field.kind === 'choice' && field.values.length <= 2) {
    return (
      <div class="f">
        <fieldset>
          <legend>{words.label}</legend>
          <div class="o r">
            {field.values.map((one) => (
              <label key={one.id}>
                <input type="radio" name={field.id} value={one.id} checked={value === one.id} />
                <span>{words.value(one.id)}</span>
              </label>
            ))}
          </div>
        </fieldset>
      </div>
    );
  }
  const isDate = field.kind === 'date';
  const described = { 'aria-describedby': describedBy(field.id, props, isDate), 'aria-invalid': isWrong(field.id, props) };
  const box = { class: 'i', id, name: field.id, value, ...described };
  return (
    <div class="f">
      <label for={id}>{words.label}</label>
      {isDate && (
        <p class="h" id={`h-${field.id}`}>
          {t.serviceOnHint}
        </p>
      )}
      <Mistake name={field.id} props={props} />
      {field.kind === 'choice' ? (
        <select id={id} name={field.id}>
          <option value="">{t.notSaid}</option>
          {field.values.map((one) => (
            <option key={one.id} value={one.id} selected={value === one.id}>
              {words.value(one.id)}
            </option>
          ))}
        </select>
      ) : isDate ? (
        <input {...box} type="date" />
      ) : (
        <input {...box} type="text" inputmode="numeric" />
      )}
    </div>
  );
}

/** One of the plain answers, and of those that say it more precisely as many as are true. */
function SeveralInput({ field, props }: { field: ProfileField; props: FormProps }) {
  const words = profileWords(props.reading.lang, field);
  const given = props.given?.values ?? {};
  return (
    <div class="f">
      <fieldset>
        <legend>{words.label}</legend>
        <div class="o r">
          {field.values.map(
            ({ id, of }) =>
              of === undefined && (
                <label key={id}>
                  <input type="radio" name={field.id} value={id} checked={given[field.id] === id} />
                  <span>{words.value(id)}</span>
                </label>
              ),
          )}
        </div>
        <p class="h" id={`h-${field.id}`}>
          {words.more}
        </p>
        {/* biome-ignore lint/a11y/useSemanticElements: the legend of another fieldset would look like another question. */}
        <div class="o r" role="group" aria-labelledby={`h-${field.id}`}>
          {field.values.map(({ id, of }) => {
            const name = severalName(field.id, id);
            return (
              of !== undefined && (
                <label key={id}>
                  <input type="checkbox" name={name} value="1" checked={given[name] !== undefined} />
                  <span>{words.value(id)}</span>
                </label>
              )
            );
          })}
        </div>
      </fieldset>
    </div>
  );
}
