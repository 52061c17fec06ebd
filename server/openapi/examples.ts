import type { ZodOpenApiOperationObject } from 'zod-openapi'

/** One example of a call: the body sent, and what was answered. `npm run examples` records them. */
interface Example {
  readonly body?: unknown
  readonly status: number
  readonly answer?: unknown
}

/** By the call's `operationId`. */
export type Examples = Readonly<Record<string, Example>>

type Content = Readonly<Record<string, object>>

/** An operation with its example: in the body, under the first type it may have, and in the answer. */
export function withExample(
  operation: ZodOpenApiOperationObject,
  examples: Examples,
): ZodOpenApiOperationObject {
  const example = examples[operation.operationId!]
  if (!example) return operation
  const { requestBody, responses } = operation
  const byStatus = responses as Readonly<Record<string, { content?: Content }>>
  const answered = byStatus[example.status]
  return {
    ...operation,
    ...(requestBody && { requestBody: withFirst(requestBody as { content: Content }, example.body) }),
    responses: {
      ...responses,
      ...(answered?.content && {
        [example.status]: withFirst(answered as { content: Content }, example.answer),
      }),
    },
  } as ZodOpenApiOperationObject
}

function withFirst<Body extends { readonly content: Content }>(body: Body, example: unknown): Body {
  if (example === undefined) return body
  const [[type, media] = ['', {}], ...others] = Object.entries(body.content)
  return { ...body, content: { [type]: { ...media, example }, ...Object.fromEntries(others) } }
}
