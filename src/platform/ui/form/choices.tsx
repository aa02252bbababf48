import type { ComponentChildren } from 'preact';
import { type FieldValues, useField } from './context.ts';
import { FieldError, type FieldFrame } from './fields.tsx';

export interface Choice {
  readonly value: string;
  readonly label: ComponentChildren;
  readonly hint?: ComponentChildren;
  readonly disabled?: boolean;
}

interface ChoicesProps extends FieldFrame {
  options: readonly Choice[];
  /** Side by side where there is room: for short labels only. */
  inline?: boolean;
}

function ChoiceList({
  kind,
  props,
  chosen,
  field,
}: {
  kind: 'radio' | 'checkbox';
  props: ChoicesProps;
  chosen: ReadonlySet<string>;
  field: ReturnType<typeof useField>;
}) {
  return (
    <fieldset class={`choices${field.error === undefined ? '' : ' field-wrong'}`} aria-describedby={field.describedBy}>
      <legend class="ds-label field-label">
        {props.label}
        {props.optional && <span class="field-optional"> ({field.t.optional})</span>}
      </legend>
      {props.hint !== undefined && (
        <p class="field-hint" id={field.hintId}>
          {props.hint}
        </p>
      )}
      <FieldError field={field} />
      <div class={`choice-list${props.inline ? ' choice-inline' : ''}`}>
        {props.options.map((option, i) => {
          // The first control carries the field's own id: the error summary links to it.
          const id = i === 0 ? field.id : `${field.id}-${i + 1}`;
          const hintId = option.hint === undefined ? undefined : `${id}-about`;
          return (
            <label key={option.value} class="choice" for={id}>
              <input
                class="ds-input"
                type={kind}
                id={id}
                name={props.name}
                value={option.value}
                checked={chosen.has(option.value)}
                disabled={option.disabled}
                aria-describedby={hintId}
                aria-invalid={kind === 'checkbox' ? field.invalid : undefined}
              />
              <span class="choice-text">
                {option.label}
                {option.hint !== undefined && (
                  <span class="choice-hint" id={hintId} aria-hidden="true">
                    {option.hint}
                  </span>
                )}
              </span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}

/** One of a few, all in view. */
export function Radios(props: ChoicesProps & { value?: string | null | undefined }) {
  const field = useField(props.name, props);
  return (
    <ChoiceList kind="radio" props={props} chosen={new Set(field.value == null ? [] : [String(field.value)])} field={field} />
  );
}

/** Any of a few. Comes in as a repeated field. */
export function Checkboxes(props: ChoicesProps & { value?: readonly string[] | undefined }) {
  const field = useField(props.name, props);
  const given = field.value;
  const chosen = new Set(Array.isArray(given) ? given.map(String) : given == null || given === '' ? [] : [String(given)]);
  return <ChoiceList kind="checkbox" props={props} chosen={chosen} field={field} />;
}

interface CheckboxProps extends FieldFrame {
  /** Sent when it is ticked; `1` by default. */
  sends?: string;
  checked?: boolean;
}

/** One yes. */
export function Checkbox(props: CheckboxProps) {
  const { name, label, hint, sends = '1' } = props;
  const field = useField(name, { ...props, value: props.checked as FieldValues[string] });
  const on = field.value === true || (field.value != null && field.value !== false && String(field.value) === sends);
  return (
    <div class={`choices${field.error === undefined ? '' : ' field-wrong'}`}>
      <FieldError field={field} />
      <label class="choice" for={field.id}>
        <input
          class="ds-input"
          type="checkbox"
          id={field.id}
          name={name}
          value={sends}
          checked={on}
          aria-describedby={field.describedBy}
          aria-invalid={field.invalid}
        />
        <span class="choice-text">
          {label}
          {hint !== undefined && (
            <span class="choice-hint" id={field.hintId} aria-hidden="true">
              {hint}
            </span>
          )}
        </span>
      </label>
    </div>
  );
}

/** A group of fields that belong together, named by its legend. */
export function Fieldset({
  legend,
  hint,
  children,
}: {
  legend: ComponentChildren;
  hint?: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    <fieldset class="fieldset">
      <legend>{legend}</legend>
      {hint !== undefined && <p class="field-hint">{hint}</p>}
      {children}
    </fieldset>
  );
}
