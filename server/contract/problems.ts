import * as z from 'zod'

/** One field that is not right, and what would be. */
export const fieldError = z.object({ field: z.string(), detail: z.string() })

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: 'Stable; programs may rely on it' }),
    detail: z.string().optional(),
    errors: z.array(fieldError).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details' })
