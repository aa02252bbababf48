/** A page of ours inside a page of ours, to try before others see it. The page shown must allow to be framed. */
export function Preview({ src, title }: { src: string; title: string }) {
  return <iframe class="preview" src={src} title={title} loading="lazy" />;
}
