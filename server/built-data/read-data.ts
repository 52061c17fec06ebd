import type { Services } from '../services.ts'
import type { DataFiles } from './files.ts'

const known = new Map<string, unknown>()

/** One of the files of `data/files.ts`; read once and kept by this process. Throws when it was not built. */
export async function readData<Name extends keyof DataFiles & string>(
  { asset }: Pick<Services, 'asset'>,
  name: Name,
): Promise<DataFiles[Name]> {
  if (!known.has(name)) {
    const file = await asset(`data/${name}.json`)
    if (!file) throw new Error(`data/${name}.json is not built: run npm run build`)
    known.set(name, JSON.parse(file.text))
  }
  return known.get(name) as DataFiles[Name]
}
