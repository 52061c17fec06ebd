import * as z from 'zod'
import { line } from './words.ts'

export const newKey = z
  .strictObject({ label: line(100).refine((label) => label !== '', 'must not be empty') })
  .meta({ id: 'NewKey' })

export const keyChange = newKey.partial().meta({ id: 'KeyChange', examples: [{ label: 'Nightly sync' }] })

export const apiKey = z
  .object({
    id: z.string().meta({ description: "The beginning of the key's hash" }),
    label: z.string(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'ApiKey' })
export type ApiKey = z.infer<typeof apiKey>

/** A key just made, shown this once. */
export const madeKey = apiKey.extend({ key: z.string() }).meta({ id: 'MadeKey' })
export type MadeKey = z.infer<typeof madeKey>
