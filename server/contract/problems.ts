import * as z from 'zod'
import { problems } from '../http/problem.ts'

/** One field that is not right, and what would be. */
export const fieldError = z.object({ field: z.string(), detail: z.string() }).meta({ id: 'FieldError' })

/** A line that was left out, and why. */
export const refusedLine = z
  .object({ line: z.int(), errors: z.array(fieldError) })
  .meta({ id: 'RefusedLine' })

const codes = Object.keys(problems) as (keyof typeof problems)[]
const problemCode = z
  .enum(codes)
  .meta({ id: 'ProblemCode', description: 'Stable: programs may rely on it. There may be more some day' })

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: problemCode,
    detail: z.string().optional(),
    errors: z.array(fieldError).optional(),
    requestId: z
      .string()
      .optional()
      .meta({ description: 'The name of the request in the log of the server, as in `X-Request-Id`' }),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details' })
