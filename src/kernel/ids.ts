import { v5, v7, validate } from 'uuid';

/** A new UUIDv7 (RFC 9562): sortable by time, made by the application so that no table needs a sequence (architecture §6). */
export function newId(): string {
  return v7();
}

/** Whether `text` is a well-formed UUID of any version, in the canonical lower-case or upper-case form. */
export function isId(text: string): boolean {
  return validate(text);
}

/** The id that `name` always has within `namespace` (a UUID): UUIDv5 of RFC 9562. */
export function derivedId(namespace: string, name: string): string {
  return v5(name, namespace);
}
