import type { ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import { Button, type ButtonVariant } from '../button/view.tsx';
import { useHead, usePage } from '../context.ts';
import { uiTexts } from '../texts.ts';
import { type FieldErrors, type FieldValues, FormContext, fieldId } from './context.ts';

export { Checkbox, Checkboxes, Fieldset, Radios } from './choices.tsx';
export type { FieldErrors, FieldValues } from './context.ts';
export { Field, Select } from './fields.tsx';

interface FormProps {
  action: string;
  method?: 'post' | 'get';
  /** What is wrong, by field name: the summary is shown above the form and each field shows its own. */
  errors?: FieldErrors | undefined;
  /** What was given, by field name: fields take their value from here. */
  values?: FieldValues | undefined;
  /** Needed only when a page has more than one form with fields. */
  prefix?: string;
  enctype?: 'multipart/form-data';
  autocomplete?: 'on' | 'off';
  children: ComponentChildren;
}

/**
 * A form. A `post` form carries the page's anti-forgery token as `_csrf`. The browser's own validation is off: our messages
 * are in the page's language, stay on the page, and keep everything that was given.
 *
 *     <Form action="/layanan" values={given} errors={wrong}>
 *       <Field name="name" label="Nama layanan" />
 *       <Button>Simpan</Button>
 *     </Form>
 */
export function Form({
  action,
  method = 'post',
  errors = {},
  values = {},
  prefix = 'f',
  enctype,
  autocomplete,
  children,
}: FormProps) {
  const page = usePage();
  return (
    <FormContext.Provider value={{ errors, values, prefix, filter: method === 'get' }}>
      <form class="form" action={action} method={method} enctype={enctype} autocomplete={autocomplete} noValidate>
        {method === 'post' && <input type="hidden" name="_csrf" value={page.csrf()} />}
        <FormErrors errors={errors} prefix={prefix} />
        {children}
      </form>
    </FormContext.Provider>
  );
}

/** The error summary: what to mend, each linked to its field. `Form` shows it by itself. Focused on arrival, so it is read first. */
export function FormErrors({ errors, prefix }: { errors: FieldErrors; prefix?: string }) {
  const t = uiTexts[usePage().lang];
  const head = useHead();
  const form = useContext(FormContext);
  const entries = Object.entries(errors).filter((e): e is [string, string] => e[1] !== undefined);
  if (entries.length === 0) return null;
  head.errors = true;
  const id = `${prefix ?? form.prefix}-errors`;
  return (
    <section class="form-errors" aria-labelledby={id} tabIndex={-1} autofocus>
      <h2 id={id}>{t.errorSummary(entries.length)}</h2>
      <ul>
        {entries.map(([name, message]) => (
          <li key={name}>{name === '' ? message : <a href={`#${fieldId(prefix ?? form.prefix, name)}`}>{message}</a>}</li>
        ))}
      </ul>
      <p>{t.errorKept}</p>
    </section>
  );
}

/** A value that goes along unseen. */
export function Hidden({ name, value }: { name: string; value: string | number }) {
  return <input type="hidden" name={name} value={value} />;
}

interface PostButtonProps {
  action: string;
  children: ComponentChildren;
  variant?: ButtonVariant;
  /** Values that go along. */
  fields?: Readonly<Record<string, string | number>>;
}

/** One button that changes something: a form with a token and nothing to fill in. */
export function PostButton({ action, children, variant = 'secondary', fields = {} }: PostButtonProps) {
  const page = usePage();
  return (
    <form class="post-button" action={action} method="post">
      <input type="hidden" name="_csrf" value={page.csrf()} />
      {Object.entries(fields).map(([name, value]) => (
        <Hidden key={name} name={name} value={value} />
      ))}
      <Button variant={variant}>{children}</Button>
    </form>
  );
}
