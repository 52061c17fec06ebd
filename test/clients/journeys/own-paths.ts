import createClient from 'openapi-fetch'
import type { components, paths } from './generated/own.ts'

/** What the package's own types are for. */
export async function nameOf(id: string): Promise<components['schemas']['Metric']> {
  const { GET } = createClient<paths>({ baseUrl: 'https://feedback.example.com' })
  const { data, error } = await GET('/v1/surveys/{id}', { params: { path: { id } } })
  if (error) throw new Error(error.code satisfies components['schemas']['ProblemCode'])
  // @ts-expect-error there is no such address
  await GET('/v1/surveys/{id}/nothing')
  return data.metric
}
