import type { Services } from '../services.ts'

/** One entry of the manifest that Vite writes beside the console's files. */
interface ManifestEntry {
  readonly file: string
}

let known: Readonly<Record<string, ManifestEntry>> | undefined

/** The name in `dist/assets` of what was built of a source below `server/pages`, like `islands/editor.ts`. Throws when it was not built. */
export async function builtConsoleFile({ asset }: Pick<Services, 'asset'>, source: string): Promise<string> {
  if (!known) {
    const manifest = await asset('assets/manifest.json')
    if (!manifest) throw new Error('the console is not built: run npm run build')
    known = JSON.parse(manifest.text) as Record<string, ManifestEntry>
  }
  return known[`server/pages/${source}`]!.file
}
