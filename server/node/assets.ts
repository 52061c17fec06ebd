import { readdirSync, readFileSync } from 'node:fs'
import { sha256 } from '../http/hashing.ts'
import type { Asset } from '../services.ts'

/** Reads all files of the build in `folder`, by their path in it: they are few and small. Throws when there is none. */
export async function readAssets(folder: URL): Promise<Map<string, Asset>> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(js|json|css)$/.test(name),
  )
  return new Map(
    await Promise.all(
      names.map(async (name): Promise<[string, Asset]> => {
        const text = readFileSync(new URL(name, folder), 'utf8')
        return [name.replaceAll('\\', '/'), { text, etag: await sha256(text) }]
      }),
    ),
  )
}
