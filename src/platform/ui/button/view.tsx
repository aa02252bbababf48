import type { ComponentChildren } from 'preact';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';

const look: Record<ButtonVariant, { 'data-variant'?: string; 'data-color'?: string }> = {
  primary: {},
  secondary: { 'data-variant': 'secondary' },
  quiet: { 'data-variant': 'tertiary' },
  danger: { 'data-color': 'danger' },
};

interface ButtonProps {
  children: ComponentChildren;
  variant?: ButtonVariant;
  type?: 'submit' | 'button' | 'reset';
  name?: string;
  value?: string;
  /** Sends the form elsewhere, for a second button such as "Simpan draf". */
  formAction?: string;
  full?: boolean;
}

/** A verb. One primary button per view; `danger` only for what cannot be undone. */
export function Button({ children, variant = 'primary', type = 'submit', name, value, formAction, full }: ButtonProps) {
  return (
    <button
      class="ds-button"
      type={type}
      name={name}
      value={value}
      formAction={formAction}
      data-fullwidth={full || undefined}
      {...look[variant]}
    >
      {children}
    </button>
  );
}

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function LinkButton({
  children,
  href,
  variant = 'secondary',
  full,
  download,
}: {
  children: ComponentChildren;
  href: string;
  variant?: ButtonVariant;
  full?: boolean;
  /** Saved instead of opened; a text is the name of the file. */
  download?: boolean | string;
}) {
  return (
    <a class="ds-button" href={href} data-fullwidth={full || undefined} download={download} {...look[variant]}>
      {children}
    </a>
  );
}

/** Buttons side by side, wrapping on a phone. */
export function Buttons({ children }: { children: ComponentChildren }) {
  return <div class="buttons">{children}</div>;
}
