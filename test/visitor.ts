/** A visitor of a serving program over real HTTP, with cookies and without script. */

export interface Visit {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface Visitor {
  /** GET, or POST of a form where fields are given. Redirects are not followed. */
  at(path: string, fields?: Readonly<Record<string, string>>): Promise<Visit>;
  status(path: string): Promise<number>;
}

export function createVisitor(port: number): Visitor {
  const cookies = new Map<string, string>();
  const at: Visitor['at'] = async (path, fields) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(fields ? { method: 'POST', body: new URLSearchParams(fields) } : {}),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  return { at, status: async (path) => (await at(path)).status };
}

/** The hidden fields of a page by name, as their HTML writes them. */
export function hiddenFields(html: string): Record<string, string> {
  const found = html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"[^>]*>/g);
  return Object.fromEntries([...found].map((match) => [match[1] ?? '', match[2] ?? '']));
}

/** What a person would send who gives every question of a survey form this score. */
export function filled(form: string, score: number): Record<string, string> {
  const items = new Set([...form.matchAll(/type="?radio"? name="?([a-z_]+)"? value="?4"?/g)].map((match) => match[1] ?? ''));
  return { ...hiddenFields(form), ...Object.fromEntries([...items].map((id) => [id, String(score)])) };
}
