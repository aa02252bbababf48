import type { MutuLetterName } from '../badge/view.tsx';

/** A letter; several of different letters; nothing known. */
export type TileGround = MutuLetterName | 'mixed' | 'silent';

/** One area as a tile. */
export interface MapTile {
  readonly key: string;
  /** A short mark that tells where it belongs: `71`. */
  readonly code: string;
  readonly name: string;
  readonly href?: string | undefined;
  /** What stands large in it: an index, or how many results. */
  readonly figure: string;
  readonly ground: TileGround;
  /** The whole tile in words. */
  readonly said: string;
}

export interface TileGroup {
  readonly key: string;
  readonly name: string;
  readonly tiles: readonly MapTile[];
}

interface TileMapProps {
  groups: readonly TileGroup[];
  /** What the picture shows, in a sentence. */
  alt: string;
  /** What each ground means. */
  legend: readonly { readonly ground: TileGround; readonly text: string }[];
}

/**
 * The grounds: one pattern for each letter, so that a tile can be told apart without its colour, in print too. Drawn in user space, which does not
 * stretch with the tile.
 */
function Patterns() {
  return (
    <svg class="tile-patterns" width="0" height="0" aria-hidden="true" focusable="false">
      <defs>
        <pattern id="tile-a" class="tile-ink-a" width="12" height="12" patternUnits="userSpaceOnUse">
          <rect class="tile-tint" width="12" height="12" />
        </pattern>
        <pattern id="tile-b" class="tile-ink-b" width="12" height="12" patternUnits="userSpaceOnUse">
          <rect class="tile-tint" width="12" height="12" />
          <circle class="tile-stroke" cx="6" cy="6" r="1.5" />
        </pattern>
        <pattern
          id="tile-c"
          class="tile-ink-c"
          width="10"
          height="10"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect class="tile-tint" width="10" height="10" />
          <rect class="tile-stroke" width="2" height="10" />
        </pattern>
        <pattern
          id="tile-d"
          class="tile-ink-d"
          width="10"
          height="10"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect class="tile-tint" width="10" height="10" />
          <rect class="tile-stroke" width="2" height="10" />
          <rect class="tile-stroke" width="10" height="2" />
        </pattern>
      </defs>
    </svg>
  );
}

const isLetter = (ground: TileGround): ground is MutuLetterName => ground !== 'mixed' && ground !== 'silent';

function Ground({ ground }: { ground: TileGround }) {
  return (
    <svg class="tile-ground" aria-hidden="true" focusable="false">
      <rect class="tile-all" width="100%" height="100%" fill={isLetter(ground) ? `url(#tile-${ground.toLowerCase()})` : 'none'} />
    </svg>
  );
}

/** Areas as equal tiles in the order of their codes: a picture of which are where in a list, not on the ground. One for each page; its table stands beside it. */
export function TileMap({ groups, alt, legend }: TileMapProps) {
  return (
    <figure class="chart chart-tiles">
      <figcaption class="hidden">{alt}</figcaption>
      <Patterns />
      <ul class="legend">
        {legend.map(({ ground, text }) => (
          <li key={text}>
            <span class={`tile-key${ground === 'silent' ? ' tile-silent' : ''}`}>
              <Ground ground={ground} />
            </span>
            {text}
          </li>
        ))}
      </ul>
      {groups.map((group) => (
        <div key={group.key} class="tile-group">
          <p class="tile-group-name">{group.name}</p>
          <ol class="tiles">
            {group.tiles.map(({ key, code, name, href, figure, ground, said }) => (
              <li key={key} class={`tile${ground === 'silent' ? ' tile-silent' : ''}`}>
                <Ground ground={ground} />
                <span class="tile-words">
                  <span class="tile-code" aria-hidden="true">
                    {code}
                  </span>
                  <span class="tile-name">{href === undefined ? name : <a href={href}>{name}</a>}</span>
                  <span class="tile-figure" aria-hidden="true">
                    {figure}
                    {isLetter(ground) && <span class={`mutu-text-${ground.toLowerCase()}`}> {ground}</span>}
                  </span>
                </span>
                <span class="hidden">: {said}</span>
              </li>
            ))}
          </ol>
        </div>
      ))}
    </figure>
  );
}
