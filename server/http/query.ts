import { zValidator } from '@hono/zod-validator'
import type * as z from 'zod'
import { refusalOf } from './validate.ts'

/** The parameters of the address, checked; a wrong one is a 422 that names it. */
export function query<Schema extends z.ZodObject>(schema: Schema) {
  return zValidator('query', schema, (result) => {
    if (!result.success) throw refusalOf(result.error.issues)
  })
}
