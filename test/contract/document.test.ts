import { createConfig, lintFromString } from '@redocly/openapi-core'
import { Spectral } from '@stoplight/spectral-core'
import rulesets from '@stoplight/spectral-rulesets'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import examples from '../../server/openapi/examples.json' with { type: 'json' }
import { send } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { document } from '../support/document.ts'
import { callsOf, type OpenApi, type Schema } from './calls.ts'
import { judgeBy } from './judge.ts'

interface Example {
  readonly body?: unknown
  readonly status: number
  readonly answer?: unknown
}

interface Tagged {
  readonly tags: readonly { readonly name: string }[]
  readonly paths: Record<string, Record<string, { readonly tags: readonly string[] }>>
}

/** What a linter found: which rule, where, and what it says. */
type Finding = readonly string[]

let collector: Collector
let served: OpenApi
let text: string
beforeAll(async () => {
  collector = await startCollector()
  const { status, body } = await send(`${collector.url}/openapi.json`)
  expect(status).toBe(200)
  served = body
  text = JSON.stringify(body)
})
afterAll(() => collector.close())

describe('the document that is served', () => {
  it('has no fault and no warning by the recommended rules of spectral', async () => {
    const spectral = new Spectral()
    spectral.setRuleset({ extends: [[rulesets.oas as never, 'recommended']] })
    const found: Finding[] = (await spectral.run(text)).map(({ code, path, message }) => [
      ...[String(code), path.join('/'), message],
    ])
    expect(found).toEqual([])
  })

  it('has no fault and no warning by the recommended rules of redocly', async () => {
    const config = await createConfig({ extends: ['recommended'] })
    const found: Finding[] = (
      await lintFromString({ source: text, absoluteRef: '/openapi.json', config })
    ).map(({ ruleId, location, message }) => [ruleId, String(location[0]?.pointer), message])
    expect(found).toEqual([])
  })

  it('is the one that the other tests of this folder are made from', () => {
    expect({ ...served, servers: undefined }).toEqual(JSON.parse(JSON.stringify(document)))
  })
})

/** Every schema in a part of the document, with its place. What `$ref` names is not followed. */
function schemasIn(value: unknown, place = ''): [string, Schema][] {
  if (typeof value !== 'object' || value === null) return []
  const inner = Object.entries(value).flatMap(([key, each]) => schemasIn(each, `${place}/${key}`))
  return Array.isArray(value) ? inner : [[place, value as Schema], ...inner]
}

/** The schemas that answers are made of, those that these name included. */
function answerSchemas(): [string, Schema][] {
  const found = new Map<string, Schema>()
  const look = (value: unknown, place: string) => {
    for (const [at, schema] of schemasIn(value, place)) {
      found.set(at, schema)
      const name = schema.$ref?.match(/^#\/components\/schemas\/(\w+)$/)?.[1]
      if (name && !found.has(name)) look(document.components!.schemas![name], name)
    }
  }
  for (const { name, responses } of callsOf(document)) look(responses, name)
  return [...found]
}

describe('an operation', () => {
  const calls = callsOf(document)
  it('answers one type, which has a name where it is JSON', () => {
    const wrong = calls.flatMap(({ name, responses }) =>
      Object.entries(responses)
        .filter(([, { content = {} }]) => {
          const json = content['application/json']
          return Object.keys(content).length > 1 || (json && !json.schema?.$ref)
        })
        .map(([status]) => `${name}: ${status}`),
    )
    expect(wrong).toEqual([])
  })

  it('has one whole example, of what is sent and what is answered', () => {
    const judge = judgeBy(document)
    const wrong = calls.flatMap((call) => {
      const { operationId, bodies, responses } = call
      const example: Example | undefined = (examples as Record<string, Example>)[operationId]
      if (!example) return [`${call.name}: none; npm run examples`]
      const [type = ''] = Object.keys(responses[example.status]?.content ?? {})
      const headers = new Headers({ 'content-type': type })
      const { status, body, answer } = example
      const line = type.includes('ndjson') ? JSON.stringify(answer) : answer
      const fault = judge(call, { status, headers, body: line })
      const isSent = bodies.length === 0 || body !== undefined
      return [
        ...(isSent ? [] : [`${call.name}: sends nothing`]),
        ...(fault ? [`${call.name}: ${fault}`] : []),
      ]
    })
    expect(wrong).toEqual([])
  })

  it('is about something that the document describes', () => {
    const { tags, paths } = document as unknown as Tagged
    const known = new Set(tags.map(({ name }) => name))
    const named = Object.values(paths).flatMap((item) => Object.values(item).flatMap(({ tags }) => tags))
    expect(named.filter((name) => !known.has(name))).toEqual([])
    expect(tags.filter(({ name }) => !named.includes(name))).toEqual([])
  })

  it('says what each of its parameters is', () => {
    const unsaid = calls.flatMap(({ name, parameters }) =>
      parameters.filter(({ description }) => !description).map((parameter) => [name, parameter.name]),
    )
    expect(unsaid).toEqual([])
  })
})

/** The nearest objects inside a schema that have no name of their own, with their places. */
function innerObjects(schema: Schema, place: string): [string, Schema][] {
  const inside: [string, Schema | boolean | undefined][] = [
    ...Object.entries(schema.properties ?? {}),
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].map((each, at): [string, Schema] => [
      `${at}`,
      each,
    ]),
    ['items', schema.items],
    ['values', schema.additionalProperties],
  ]
  return inside.flatMap(([name, inner]): [string, Schema][] => {
    if (typeof inner !== 'object') return []
    return inner.properties ? [[`${place}/${name}`, inner]] : innerObjects(inner, `${place}/${name}`)
  })
}

describe('an answer', () => {
  it('may have more fields some day', () => {
    expect(answerSchemas().filter(([, { additionalProperties }]) => additionalProperties === false)).toEqual(
      [],
    )
  })

  it('that is a list has a name, and so have its items', () => {
    const lists = answerSchemas().filter(([, { properties }]) => properties?.items?.type === 'array')
    expect(lists.length).toBeGreaterThan(10)
    const unnamed = lists.filter(
      ([place, { properties }]) => place.includes('/') || !properties!.items!.items?.$ref,
    )
    expect(unnamed.map(([place]) => place)).toEqual([])
  })

  it('has a name for each object that stands in another, so that clients have a type for it', () => {
    const unnamed = Object.entries(document.components!.schemas!).flatMap(([name, schema]) =>
      innerObjects(schema, name).flatMap(([place, inner]) =>
        innerObjects(inner, place).map(([deep]) => deep),
      ),
    )
    expect(unnamed).toEqual([])
  })

  it('has one name for a closed set that stands in many places', () => {
    const places = new Map<string, string[]>()
    for (const [place, { enum: values = [] }] of schemasIn(document)) {
      const known = values.length > 2 ? JSON.stringify(values) : ''
      if (known) places.set(known, [...(places.get(known) ?? []), place])
    }
    expect([...places].filter(([, { length }]) => length > 3)).toEqual([])
  })

  it('has no bounds that nobody meant', () => {
    const bounds = schemasIn(document).flatMap(([, { minimum, maximum }]) => [minimum, maximum])
    expect(bounds.filter((bound) => Math.abs(bound ?? 0) >= Number.MAX_SAFE_INTEGER)).toEqual([])
  })
})
