import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, type Client, clientOf, send } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { document } from '../support/document.ts'
import { fitting } from './arbitrary.ts'
import { addressOf, type Call, callsOf, type Schema } from './calls.ts'
import { idsFor } from './samples.ts'

let collector: Collector
let client: Client
beforeAll(async () => {
  collector = await startCollector()
  client = clientOf(collector)
})
afterAll(() => collector.close())

const unknown = 'zzUnknown'
const keyed = callsOf(document).filter(({ isOpen }) => !isOpen)

/** Sends a call of a thing that exists. */
async function ask(call: Call, query: string, body: string | undefined): Promise<Answer> {
  const ids = await idsFor(call.path, client)
  const type = call.bodies[0]?.type
  return send(`${collector.url}${addressOf(call, (name) => ids[name] ?? 'demo')}${query}`, {
    method: call.method,
    headers: { authorization: `Bearer ${collector.key}`, ...(type && { 'content-type': type }) },
    ...(body !== undefined && { body }),
  })
}

it('a parameter that is not known is refused by its name, whatever is called', async () => {
  const wrong: string[] = []
  for (const call of keyed) {
    const { status, body } = await ask(call, `?${unknown}=1`, call.bodies.length > 0 ? '{}' : undefined)
    const fields = body.errors?.map(({ field }: { field: string }) => field) ?? []
    if (status !== 422 || !fields.includes(unknown)) wrong.push(`${call.name}: ${status} ${fields}`)
  }
  expect(keyed.length).toBeGreaterThan(80)
  expect(wrong).toEqual([])
})

type Path = readonly string[]

const resolved = (schema: Schema): Schema =>
  schema.$ref ? document.components!.schemas![schema.$ref.split('/').at(-1)!]! : schema

const branchesOf = (schema: Schema): readonly Schema[] => {
  const whole = resolved(schema)
  return (whole.anyOf ?? whole.oneOf)?.flatMap(branchesOf) ?? [whole]
}

/** A name that a record takes: some take languages only. */
const keyIn = ({ propertyNames }: Schema) => (propertyNames?.pattern ? 'de' : 'name')

/** Where in a body an object stands that has names of its own. */
function objectsIn(schema: Schema): Path[] {
  return branchesOf(schema).flatMap(({ properties = {}, additionalProperties, items, propertyNames }) => {
    const below = (name: string, inner: Schema) => objectsIn(inner).map((path) => [name, ...path])
    const own = additionalProperties === false ? [[]] : []
    const inRecord =
      typeof additionalProperties === 'object'
        ? below(keyIn({ ...(propertyNames && { propertyNames }) }), additionalProperties)
        : []
    const inFields = Object.entries(properties).flatMap(([name, inner]) => below(name, inner))
    return [...own, ...inFields, ...inRecord, ...(items ? below('0', items) : [])]
  })
}

const fit = (schema: Schema) => fc.sample(fitting(document, schema), { numRuns: 1, seed: 7 })[0]

/** What a schema takes, as far down as the path, with something unknown in the object at its end. */
function bodyWith(schema: Schema, [name, ...rest]: Path): unknown {
  const branch = branchesOf(schema).find((each) =>
    name === undefined
      ? each.additionalProperties === false
      : objectsIn(each).some((path) => path[0] === name),
  )!
  const { properties = {}, required = [], additionalProperties, items } = branch
  if (name !== undefined && items) return [bodyWith(items, rest)]
  if (name !== undefined && typeof additionalProperties === 'object')
    return { [name]: bodyWith(additionalProperties, rest) }
  const needed = Object.fromEntries(required.map((each) => [each, fit(properties[each]!)]))
  return {
    ...needed,
    ...(name === undefined ? { [unknown]: 1 } : { [name]: bodyWith(properties[name]!, rest) }),
  }
}

/** The fields that are named, of the call or of the one line that was sent. */
function fieldsIn({ body }: Answer): string[] {
  const lines =
    typeof body === 'string'
      ? body
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line))
      : [body]
  return lines
    .flatMap((line) => [line, ...(line.refused ?? [])])
    .flatMap(({ errors = [] }) => errors.map(({ field }: { field: string }) => field))
}

describe('a field that is not known is refused by its name, however deep it stands', () => {
  const places = keyed.flatMap((call) => {
    const [body] = call.bodies
    return body ? objectsIn(body.schema).map((path) => ({ call, schema: body.schema, path })) : []
  })
  const calls = [...Map.groupBy(places, ({ call }) => call)]

  it('in bodies of every kind', () => {
    const bodiless = new Set(['POST /v1/mail-reports'])
    const withBody = keyed.filter(({ name, bodies }) => bodies.length > 0 && !bodiless.has(name))
    expect(calls.map(([{ name }]) => name)).toEqual(withBody.map(({ name }) => name))
    expect(places.filter(({ path }) => path.length > 1).length).toBeGreaterThan(20)
  })

  it.each(calls.map(([call, its]) => [call.name, call, its] as const))('%s', async (_, call, its) => {
    const wrong: string[] = []
    for (const { schema, path } of its) {
      const answer = await ask(call, '', JSON.stringify(bodyWith(schema, path)))
      const field = [...path, unknown].join('.')
      // A list says which line is wrong; the field is named within it.
      const fields = fieldsIn(answer).map((each) => (path[0] === '0' ? `0.${each}` : each))
      if (!fields.includes(field)) wrong.push(`${field}: ${answer.status} ${fields}`)
    }
    expect(wrong).toEqual([])
  })
})
