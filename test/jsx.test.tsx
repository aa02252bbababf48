import { render } from 'preact-render-to-string';
import { expect, test } from 'vitest';

test('pages are written in JSX and become HTML without any import of h', () => {
  expect(render(<p class="a">{'<b>'}</p>)).toBe('<p class="a">&lt;b></p>');
});
