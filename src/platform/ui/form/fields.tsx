import { type ComponentChildren, h } from 'preact';
import { type FieldValues, useField } from './context.ts';

export interface FieldFrame {
  name: string;
  label: ComponentChildren;
  /** Under the label, before the control: what to give, in what form, why it is asked. */
  hint?: ComponentChildren;
  /** Overrides the form's `errors[name]`. */
  error?: string | undefined;
  /** Says "(boleh dikosongkan)", but not in a `get` form, a filter. A field is required unless it says so. `said`: a hint for all of them has said it. */
  optional?: boolean | 'said';
}

/** The label, hint and error around one control. */
export function Frame({
  field,
  label,
  hint,
  optional,
  children,
}: { field: ReturnType<typeof useField>; children: ComponentChildren } & Omit<FieldFrame, 'name' | 'error'>) {
  return (
    <div class={`field${field.error === undefined ? '' : ' field-wrong'}`}>
      <label class="ds-label field-label" for={field.id}>
        {label}
        {optional === true && !field.filter && <span class="field-optional"> ({field.t.optional})</span>}
      </label>
      {hint !== undefined && (
        <p class="field-hint" id={field.hintId}>
          {hint}
        </p>
      )}
      <FieldError field={field} />
      {children}
    </div>
  );
}

/** The error of one field. Stands before the control, so that a phone's keyboard does not cover it. */
export function FieldError({ field }: { field: ReturnType<typeof useField> }) {
  if (field.error === undefined) return null;
  return (
    <p class="ds-validation-message field-error" id={field.errorId}>
      <span class="hidden">{field.t.errorWord} </span>
      {field.error}
    </p>
  );
}

export interface FieldProps extends FieldFrame {
  /** `number` is a text box with a digit keypad: no arrows, nothing changes when the page is scrolled. `decimal` likewise. */
  type?:
    | 'text'
    | 'number'
    | 'decimal'
    | 'email'
    | 'password'
    | 'tel'
    | 'url'
    | 'date'
    | 'time'
    | 'datetime-local'
    | 'search'
    | 'textarea'
    | 'file';
  value?: string | number | null | undefined;
  /** What the browser may fill in: `email`, `current-password`, `one-time-code`, `off` … */
  autocomplete?: string;
  /** As wide as its answer: xs 4, sm 8, md 20 letters. Default: the whole width. */
  width?: 'xs' | 'sm' | 'md' | 'full';
  rows?: number;
  maxLength?: number;
  min?: string;
  max?: string;
  accept?: string;
  /** Words joined to the box: "orang", "Rp". */
  prefix?: string;
  suffix?: string;
  readOnly?: boolean;
  spellcheck?: boolean;
  autofocus?: boolean;
}

/** One thing to write. */
export function Field(props: FieldProps) {
  const { name, type = 'text', label, hint, optional, width = 'full', prefix, suffix } = props;
  const field = useField(name, props as { value?: FieldValues[string] } & FieldProps);
  const keypad = type === 'number' ? 'numeric' : type === 'decimal' ? 'decimal' : undefined;
  const shared = {
    id: field.id,
    name,
    class: `ds-input input width-${width}`,
    'aria-describedby': field.describedBy,
    'aria-invalid': field.invalid,
    required: !optional,
    autocomplete: props.autocomplete,
    maxLength: props.maxLength,
    readOnly: props.readOnly,
    autofocus: props.autofocus,
  };
  // A password never comes back into the page.
  const value = type === 'password' || type === 'file' ? undefined : String(field.value ?? '');
  const control =
    type === 'textarea' ? (
      <textarea {...shared} rows={props.rows ?? 4} spellcheck={props.spellcheck}>
        {value}
      </textarea>
    ) : (
      // `h` rather than JSX: its types tie every single input type to its own attributes, which one call for all cannot satisfy.
      h('input', {
        ...shared,
        type: keypad ? 'text' : type,
        inputMode: keypad,
        value,
        min: props.min,
        max: props.max,
        accept: props.accept,
        spellcheck: props.spellcheck,
      })
    );
  return (
    <Frame field={field} label={label} hint={hint} optional={optional}>
      {prefix === undefined && suffix === undefined ? (
        control
      ) : (
        <span class="affixed">
          {prefix !== undefined && <span class="affix">{prefix}</span>}
          {control}
          {suffix !== undefined && <span class="affix">{suffix}</span>}
        </span>
      )}
    </Frame>
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly disabled?: boolean;
}

interface SelectProps extends FieldFrame {
  options: readonly (Option | { readonly group: string; readonly options: readonly Option[] })[];
  value?: string | null | undefined;
  /** The first, empty choice: `true` for "Pilih", or its words. */
  empty?: boolean | string;
  width?: 'sm' | 'md' | 'full';
}

/** One of many. For five or fewer, `Radios` shows them all at once. */
export function Select(props: SelectProps) {
  const { name, label, hint, optional, options, empty, width = 'full' } = props;
  const field = useField(name, props);
  const chosen = String(field.value ?? '');
  const option = (o: Option) => (
    <option key={o.value} value={o.value} selected={o.value === chosen} disabled={o.disabled}>
      {o.label}
    </option>
  );
  return (
    <Frame field={field} label={label} hint={hint} optional={optional}>
      <select
        id={field.id}
        name={name}
        class={`ds-input input width-${width}`}
        aria-describedby={field.describedBy}
        aria-invalid={field.invalid}
        required={!optional}
      >
        {empty && (
          <option value="" selected={chosen === ''}>
            {empty === true ? field.t.choose : empty}
          </option>
        )}
        {options.map((o) =>
          'group' in o ? (
            <optgroup key={o.group} label={o.group}>
              {o.options.map(option)}
            </optgroup>
          ) : (
            option(o)
          ),
        )}
      </select>
    </Frame>
  );
}
