import { type Client, newResponse } from '../support/client.ts'

/** Makes a thing of one kind and returns its id. `ids` are of what stands before it in the path. */
type Make = (client: Client, ids: Readonly<Record<string, string>>) => Promise<string>

/**
 * How to get something for every kind of id that stands in a path, by the path up to it. Whoever
 * adds a call with a new kind of id adds a line here; the suites of this folder do the rest.
 */
export const samples: Readonly<Record<string, Make>> = {
  '/v1/surveys/{id}': async (client) => (await client.post('/v1/surveys', { metric: 'nps' })).body.id,
  '/v1/workspaces/{id}': async (client) => (await client.post('/v1/workspaces', { name: 'Sample' })).body.id,
  '/v1/respondents/{id}': async (client) => {
    const id = crypto.randomUUID()
    await client.publicly('/v1/public/responses', newResponse('demo', { respondent: { id }, comment: id }))
    return personKey(client, id)
  },
  '/v1/campaigns/{id}': async (client) =>
    (await client.post('/v1/campaigns', { surveyId: 'demo', from: { address: 'us@example.com' } })).body.id,
  '/v1/campaigns/{id}/people/{email}': async (client, { id }) => {
    const email = `${crypto.randomUUID()}@example.com`
    await client.post(`/v1/campaigns/${id}/people`, [{ email }])
    return personKey(client, email)
  },
  '/v1/suppressions/{email}': async (client) => {
    const email = `${crypto.randomUUID()}@example.com`
    await client.post('/v1/suppressions', { email })
    return personKey(client, email)
  },
  '/v1/keys/{id}': async (client) => (await client.post('/v1/keys', { label: 'sample' })).body.id,
  '/console/surveys/{id}': async (client) => (await client.post('/v1/surveys', { metric: 'nps' })).body.id,
  '/console/campaigns/{id}': async (client) =>
    (await client.post('/v1/campaigns', { surveyId: 'demo', from: { address: 'us@example.com' } })).body.id,
  '/console/answers/{survey}': async (client) =>
    (await client.post('/v1/surveys', { metric: 'nps' })).body.id,
  '/console/answers/{survey}/{id}': async (client, { survey }) =>
    (await client.publicly('/v1/public/responses', newResponse(survey!, { comment: 'the price' }))).body.id,
  '/console/people/{name}': async (client) => {
    const id = crypto.randomUUID()
    await client.publicly('/v1/public/responses', newResponse('demo', { respondent: { id }, comment: id }))
    return personKey(client, id)
  },
  '/console/settings/imports/{id}': async (client) => {
    const given = { file: 'answers.csv', hash: crypto.randomUUID(), mapping: { rating: 'score' } }
    return (await client.post('/v1/surveys/demo/imports', given)).body.id
  },
  '/v1/surveys/{id}/why-not/{person}': (client) => personKey(client, crypto.randomUUID()),
  '/v1/accounts/{account}': accountSample,
  '/console/accounts/{account}': accountSample,
  '/v1/surveys/{id}/responses/{responseId}': async (client, { id }) => {
    const answer = newResponse(id!, { comment: 'the price' })
    return (await client.publicly('/v1/public/responses', answer)).body.id
  },
  '/v1/surveys/{id}/imports/{importId}': async (client, { id }) => {
    const given = { file: 'answers.csv', hash: crypto.randomUUID(), mapping: { rating: 'score' } }
    return (await client.post(`/v1/surveys/${id}/imports`, given)).body.id
  },
  '/v1/surveys/{id}/badges/{badgeId}': async (client, { id }) =>
    (await client.post(`/v1/surveys/${id}/badges`)).body.id,
  '/v1/public/badges/{token}': async (client) => (await client.post('/v1/surveys/demo/badges')).body.token,
  '/v1/codebooks/{codebookId}': async (client) =>
    (await client.post('/v1/codebooks', { name: 'Sample', themes: { pricing: ['price'] } })).body.id,
  '/v1/public/surveys/{id}': async (client) => (await client.post('/v1/surveys', { metric: 'nps' })).body.id,
}

/** What stands for a person in a path. */
const personKey = async (client: Client, person: string): Promise<string> =>
  (await client.post('/v1/respondents/key', { person })).body.key

async function accountSample(client: Client): Promise<string> {
  await client.patch('/v1/workspace', { accountProperty: 'company' })
  const account = crypto.randomUUID()
  const answer = newResponse('demo', { properties: { company: account } })
  await client.publicly('/v1/public/responses', answer)
  return account
}

/** Fields of bodies and parameters of queries that hold such an id. */
export const references: Readonly<Record<string, string>> = {
  survey: '/v1/surveys/{id}',
  surveyId: '/v1/surveys/{id}',
  codebook: '/v1/codebooks/{codebookId}',
}

/** Stands in a request that was made up for the id of something that exists. */
export const placeholder = (kind: string) => `@@${kind}@@`

/** The kinds of id in a path: `/a/{id}/b/{other}` has `/a/{id}` and `/a/{id}/b/{other}`. */
export function kindsIn(path: string): string[] {
  return [...path.matchAll(/\{\w+\}/g)].map(({ index, 0: name }) => path.slice(0, index + name.length))
}

/** An id for each parameter of a path; `undefined` where nobody has said how to get one. */
export async function idsFor(path: string, client: Client): Promise<Record<string, string | undefined>> {
  const ids: Record<string, string | undefined> = {}
  for (const kind of kindsIn(path)) {
    const name = kind.slice(kind.lastIndexOf('{') + 1, -1)
    ids[name] = await samples[kind]?.(client, ids as Record<string, string>)
  }
  return ids
}
