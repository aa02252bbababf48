/** What is in a file that shall stand beside a question: known by its bytes, never by its name. */
import { fileTypeFromBuffer } from 'file-type';
import { withoutMetadata } from '../../../platform/files/metadata.ts';
import { type AidType, largestPicture, pictureTypes, videoTypes } from '../rules/aids.ts';

/** Why a file or what was written with it is not taken. The words are in texts/aids. */
export type AidWrong = 'file' | 'type' | 'picture' | 'codec' | 'words' | 'wordsLong' | 'question';

/** Kinds of video in the file, as its own index names them: one `stsd` per track, sixteen bytes before the name of its kind (ISO/IEC 14496-12 §8.5.2). */
function mp4Kinds(bytes: Buffer): string[] {
  const kinds: string[] = [];
  for (let at = bytes.indexOf('stsd'); at >= 0; at = bytes.indexOf('stsd', at + 4))
    kinds.push(bytes.toString('latin1', at + 16, at + 20));
  return kinds;
}

/** H.264 in MP4 or VP8 in WebM: what phones of 2015 play. Sound beside it is no matter. */
function isPlayable(type: (typeof videoTypes)[number], bytes: Buffer): boolean {
  if (type === 'video/webm') return bytes.includes('V_VP8') && !bytes.includes('V_VP9') && !bytes.includes('V_AV1');
  const kinds = mp4Kinds(bytes);
  return (
    kinds.some((kind) => kind === 'avc1' || kind === 'avc3') && !kinds.some((kind) => /^(?:hvc1|hev1|av01|vp0\d)$/.test(kind))
  );
}

/** The picture or video in these bytes as everybody may see it, or why it cannot be shown. */
export async function readAid(
  bytes: Buffer,
): Promise<{ readonly type: AidType; readonly shown: Buffer } | Extract<AidWrong, 'type' | 'picture' | 'codec'>> {
  const mime = (await fileTypeFromBuffer(bytes))?.mime;
  const type = [...pictureTypes, ...videoTypes].find((known) => known === mime);
  const shown = type && withoutMetadata(type, bytes);
  if (!type || !shown) return 'type';
  const video = videoTypes.find((known) => known === type);
  if (video) return isPlayable(video, bytes) ? { type, shown } : 'codec';
  return shown.length <= largestPicture ? { type, shown } : 'picture';
}
