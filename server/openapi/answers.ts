import * as z from 'zod'
import type { ZodOpenApiOperationObject } from 'zod-openapi'
import { problem } from '../contract/problems.ts'
import { type ProblemCode, problems } from '../http/problem.ts'

export const json = (schema: z.ZodType) => ({ content: { 'application/json': { schema } } })
export const ok = (description: string, schema: z.ZodType) => ({ description, ...json(schema) })

/** Refusals by status; several codes may share one. */
export function refusals(...codes: ProblemCode[]) {
  return Object.fromEntries(
    codes.map((code) => [
      String(problems[code][0]),
      { description: problems[code][1], content: { 'application/problem+json': { schema: problem } } },
    ]),
  )
}

export const surveyId = z.object({ id: z.string().meta({ description: "The survey's id" }) })
export const open = { security: [] }
export const textOrJson = (schema: z.ZodType) => ({
  required: true,
  content: { 'application/json': { schema }, 'text/plain': { schema } },
})

export const keyed = (operation: ZodOpenApiOperationObject): ZodOpenApiOperationObject => ({
  ...operation,
  responses: { ...operation.responses, ...refusals('unauthorized', 'unavailable') },
})

export const badBody = [
  'bad-request',
  'bad-json',
  'body-too-large',
  'unsupported-media-type',
  'invalid',
] as const
