/** The part of metadata.ts that is about films: what was written beside them becomes free room. */

/**
 * What may stand in a film, by what it stands in; everything else becomes free room. `keep` leaves a part as it is, a number leaves so many of its
 * first bytes and makes the rest zero. No part can stand in itself, so what is read is as deep as this is.
 */
type Parts<Name> = ReadonlyMap<Name, 'keep' | number | Parts<Name>>;
const keep = <Name>(...names: Name[]) => names.map((name) => [name, 'keep'] as const);
const inside = <Name>(...known: (readonly [Name, 'keep' | number | Parts<Name>])[]): Parts<Name> => new Map(known);
const boxes = (names: string) => keep(...names.split(' '));

/** What a picture or sound is read by, in the description of its samples (ISO/IEC 14496-12 §12.1.3, §12.2.3; 14496-14, 14496-15). */
const described = boxes('avcC hvcC vpcC av1C dvcC dvvC esds dOps dac3 dec3 colr pasp clap btrt fiel mdcv clli chan wave');
const codecs = (names: string) => names.split(' ').map((name) => [name, inside<string>(...described)] as const);

/**
 * Boxes that a film is played by (ISO/IEC 14496-12 §8). Phones put the place into `udta` and `meta` wherever those may stand (3GPP TS 26.244 §8),
 * and behind the film a trailer of their own. A handler is named by its first 24 bytes, then follows a text; an address is needed by no film
 * that is whole.
 */
const filmBoxes: Parts<string> = inside<string>(
  ...boxes('ftyp styp sidx mdat'),
  [
    'moov',
    inside<string>(
      ...boxes('mvhd'),
      ['mvex', inside<string>(...boxes('mehd trex'))],
      [
        'trak',
        inside<string>(
          ...boxes('tkhd'),
          ['edts', inside<string>(...boxes('elst'))],
          [
            'mdia',
            inside<string>(
              ...boxes('mdhd elng'),
              ['hdlr', 24],
              [
                'minf',
                inside<string>(
                  ...boxes('vmhd smhd nmhd sthd'),
                  ['dinf', inside<string>(['dref', inside<string>(['url ', 4])])],
                  [
                    'stbl',
                    inside<string>(
                      [
                        'stsd',
                        inside<string>(
                          ...codecs('avc1 avc3 hvc1 hev1 vp08 vp09 av01 mp4v mp4a Opus ac-3 ec-3'),
                          ...boxes('wvtt stpp c608'),
                        ),
                      ],
                      ...boxes('stts ctts cslg stss stsz stz2 stsc stco co64 sdtp'),
                    ),
                  ],
                ),
              ],
            ),
          ],
        ),
      ],
    ),
  ],
  ['moof', inside<string>(...boxes('mfhd'), ['traf', inside<string>(...boxes('tfhd tfdt trun sdtp'))])],
  ['mfra', inside<string>(...boxes('tfra mfro'))],
);
/** Boxes with version, flags and a number before what stands in them. */
const countedBoxes = new Set(['dref', 'stsd']);
/** A picture's description has 78 bytes of its own before what stands in it, 32 of them the name of what made it; a sound's 28, in QuickTime also 44 or 64. */
const pictureBoxes = new Set(['avc1', 'avc3', 'hvc1', 'hev1', 'vp08', 'vp09', 'av01', 'mp4v']);
const soundBoxes = new Set(['mp4a', 'Opus', 'ac-3', 'ec-3']);
const [pictureHead, madeWith, madeWithLength] = [78, 42, 32];
const soundHeads = [28, 44, 64];
/**
 * What a track may be: seen, heard or read as captions. The samples of any other may be places (ISO/IEC 14496-12 §8.4.3, §12); so may those of `text` and
 * `sbtl`, into which drones write where they are.
 */
const trackKinds = new Set(['vide', 'soun', 'subt', 'clcp']);

/** In place: the index of a film counts bytes from its beginning, so what is taken out becomes free room. */
export function cleanMp4(bytes: Buffer): Buffer | null {
  const film = Buffer.from(bytes);
  return freeIn(film, 0, film.length, filmBoxes) ? film : null;
}

/** False where a box reaches beyond what it stands in, or a track is of no known kind. */
function freeIn(film: Buffer, from: number, to: number, known: Parts<string>): boolean {
  let handlers = 0;
  for (let at = from; at < to; ) {
    if (at + 8 > to) {
      film.fill(0, at, to);
      break;
    }
    const [short, kind] = [film.readUInt32BE(at), film.toString('latin1', at + 4, at + 8)];
    if (short === 1 && at + 16 > to) return false;
    const head = short === 1 ? 16 : 8;
    // Only the last of all may leave its size open.
    if (short === 0 && known !== filmBoxes) return false;
    const end = short === 0 ? to : at + (short === 1 ? Number(film.readBigUInt64BE(at + 8)) : short);
    if (end < at + head || end > to) return false;
    const part = known.get(kind);
    if (part === undefined) {
      film.write('free', at + 4, 'latin1');
      film.fill(0, at + head, end);
    } else if (typeof part === 'number') {
      film.fill(0, Math.min(at + head + part, end), end);
    } else if (part !== 'keep') {
      const begin = at + head + ownBytes(film, kind, at + head, end);
      if (begin > end || !freeIn(film, begin, end, part)) return false;
    }
    if (kind === 'hdlr' && part !== undefined) {
      handlers++;
      if (!trackKinds.has(film.toString('latin1', at + head + 8, Math.min(at + head + 12, end)))) return false;
    }
    at = end;
  }
  return !known.has('hdlr') || handlers === 1;
}

/** How many bytes a box has of its own before what stands in it; the name of what made a picture becomes empty. */
function ownBytes(film: Buffer, kind: string, begin: number, end: number): number {
  if (countedBoxes.has(kind)) return 8;
  if (pictureBoxes.has(kind)) {
    film.fill(0, Math.min(begin + madeWith, end), Math.min(begin + madeWith + madeWithLength, end));
    return pictureHead;
  }
  if (!soundBoxes.has(kind)) return 0;
  return (begin + 10 <= end ? soundHeads[film.readUInt16BE(begin + 8)] : undefined) ?? Number.POSITIVE_INFINITY;
}

/** The names of elements, as RFC 9559 §5.1 writes them. */
const [segmentElement, clusterElement, trackType, voidElement] = [0x18538067, 0x1f43b675, 0x83, 0xec];
/**
 * Elements that a film is played by. A title may stand in `Info`, names in the tracks and chapters, anything at all in tags and attachments. The programs that made it
 * must be named, so their names become empty.
 */
const webmElements: Parts<number> = inside<number>(
  [0x1a45dfa3, inside<number>(...keep(0x4286, 0x42f7, 0x42f2, 0x42f3, 0x4282, 0x4287, 0x4285))],
  [
    segmentElement,
    inside<number>(
      // What is where: by place, by time.
      [0x114d9b74, inside<number>([0x4dbb, inside<number>(...keep(0x53ab, 0x53ac))])],
      [
        0x1c53bb6b,
        inside<number>([
          0xbb,
          inside<number>(...keep(0xb3), [0xb7, inside<number>(...keep(0xf7, 0xf1, 0xf0, 0xb2, 0x5378, 0xea))]),
        ]),
      ],
      // Info: the scale of its times, its length; who wrote it.
      [0x1549a966, inside<number>(...keep(0x2ad7b1, 0x4489), [0x4d80, 0], [0x5741, 0])],
      // Tracks: number, id, kind, flags, sizes of caches, durations, languages, codec, picture, sound, encodings.
      [
        0x1654ae6b,
        inside<number>([
          0xae,
          inside<number>(
            ...keep(0xd7, 0x73c5, trackType, 0xb9, 0x88, 0x55aa, 0x9c, 0x6de7, 0x6df8, 0x23e383, 0x234e7a, 0x23314f, 0x55ee),
            ...keep(0x22b59c, 0x22b59d, 0x86, 0x63a2, 0xaa, 0x56aa, 0x56bb, 0xe0, 0xe1, 0x6d80),
          ),
        ]),
      ],
      // Cluster: its time, its place, the size of the one before, blocks and groups of a block.
      [
        clusterElement,
        inside<number>(...keep(0xe7, 0xa7, 0xab, 0xa3), [0xa0, inside<number>(...keep(0xa1, 0x9b, 0xfb, 0xfa, 0x75a2))]),
      ],
    ),
  ],
);
/** Pictures, sound, subtitles; the samples of any other may be places (RFC 9559 §5.1.4.1.3). */
const webmTracks = new Set([1, 2, 17]);

/** In place as well. */
export function cleanWebm(bytes: Buffer): Buffer | null {
  const film = Buffer.from(bytes);
  return voidIn(film, 0, film.length, webmElements) === film.length ? film : null;
}

/**
 * A number of one to `most` bytes, as many as its first has leading zeros, and one (RFC 8794 §4); null where there is none. Names are said with that
 * one, sizes without; a size of ones alone is unknown.
 */
function numberAt(film: Buffer, at: number, to: number, most: number) {
  const width = Math.clz32(film[at] ?? 0) - 23;
  if (width > most || at + width > to) return null;
  let size = (film[at] ?? 0) & (0xff >> width);
  for (let place = at + 1; place < at + width; place++) size = size * 256 + (film[place] ?? 0);
  const marked = 2 ** (7 * width);
  return { width, size, name: marked + size, unknown: size === marked - 1 };
}

/**
 * Where the elements that begin at `from` end: at `to`, or, `inCluster` whose size is unknown, at the next element of the segment, which all have
 * names of four bytes. Null where one reaches beyond, or a track is of no known kind.
 */
function voidIn(film: Buffer, from: number, to: number, known: Parts<number>, inCluster = false): number | null {
  let at = from;
  while (at < to) {
    const id = numberAt(film, at, to, 4);
    const size = id && numberAt(film, at + id.width, to, 8);
    if (!id || !size) return null;
    if (inCluster && id.width === 4) return at;
    const begin = at + id.width + size.width;
    const isCluster = id.name === clusterElement;
    const part = known.get(id.name);
    // A film that was written while it ran has parts whose size nobody knows.
    if (size.unknown && (part === undefined || (id.name !== segmentElement && !isCluster))) return null;
    const end = size.unknown ? to : begin + size.size;
    if (end > to) return null;
    if (id.name === trackType && !webmTracks.has(end === begin + 1 ? (film[begin] ?? 0) : 0)) return null;
    let next: number | null = end;
    if (part === undefined) voidAt(film, at, end);
    else if (typeof part === 'number') film.fill(0, begin + part, end);
    else if (part !== 'keep') next = voidIn(film, begin, end, part, isCluster && size.unknown);
    if (next === null) return null;
    at = next;
  }
  return at;
}

/** An element without content, of the same length: one byte of name, one or four of size. */
function voidAt(film: Buffer, at: number, end: number): void {
  film.fill(0, at, end);
  film[at] = voidElement;
  if (end - at < 5) film[at + 1] = 0x80 + end - at - 2;
  else film.writeUInt32BE(0x10000000 + end - at - 5, at + 1);
}
