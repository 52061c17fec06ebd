import { openApiDocument } from '../openapi.ts'

/**
 * What `npm run build` writes into `dist/data`, a JSON file each. Tables of data and whatever needs
 * a library to be made belong here: the Worker reads them as assets when it needs them, instead of
 * carrying them in its code. Imported by the build, and elsewhere for its type alone.
 */
export const dataFiles = {
  openapi: () => openApiDocument('/'),
} as const satisfies Record<string, () => unknown>

export type DataFiles = { readonly [Name in keyof typeof dataFiles]: ReturnType<(typeof dataFiles)[Name]> }
