/**
 * Documents for printing: a Typst template of ours and data as JSON into a tagged PDF/UA-1, which the compiler refuses to write where a
 * picture has no alternative text. Data never becomes markup: the template reads it, so a name with a `#` in it stays a name.
 */
import { tmpdir } from 'node:os';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { houseFonts } from './fonts.ts';

let compiler: NodeCompiler | null = null;

/** Compiles `template`; it finds the data with `json(bytes(sys.inputs.data))`. @throws Error with the compiler's words, which is a fault of the template */
export function compileDocument(template: string, data: unknown): Buffer {
  // Fonts are read once. Nothing is read from the folder: templates are texts of ours that include no file.
  compiler ??= NodeCompiler.create({ workspace: tmpdir(), fontArgs: [{ fontBlobs: houseFonts() }] });
  const given = { mainFileContent: template, inputs: { data: JSON.stringify(data) } };
  const compiled = compiler.compile(given);
  const { result } = compiled;
  if (!result) {
    const error = compiled.takeDiagnostics();
    throw new Error(`a document does not compile: ${JSON.stringify(error && compiler.fetchDiagnostics(error))}`);
  }
  try {
    return compiler.pdf(result, { pdfStandard: 'ua-1' });
  } finally {
    // What the last documents were made of is of no use to the next one.
    compiler.evictCache(10);
  }
}
