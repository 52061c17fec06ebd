import { type Codebook, readCodebook } from '../../../shared/themes/codebook.ts'

/** A codebook of these themes; throws when it is refused. */
export function bookOf(themes: Record<string, string[]>, more: object = {}): Codebook {
  const read = readCodebook({ themes, ...more })
  if ('errors' in read) throw new Error(JSON.stringify(read.errors))
  return read.codebook
}
