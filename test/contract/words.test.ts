import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { document } from '../support/document.ts'
import type { Schema } from './calls.ts'

/** What a thing is not called, by what it is called. */
const elsewhere: Readonly<Record<string, string>> = {
  ...{ diff: 'difference', lower: 'low', upper: 'high', total_count: 'n', sampleSize: 'n' },
  ...{ user: 'respondent', customerId: 'respondentId', contactId: 'respondentId', submission: 'response' },
  ...{ source: 'channel', segmentName: 'property', dimension: 'property', tag: 'theme', topic: 'theme' },
  ...{ status_code: 'status', created: 'createdAt', updated: 'updatedAt', tz: 'timezone', lang: 'language' },
  ...{ cursorNext: 'nextCursor', next: 'nextCursor', more: 'hasMore', results: 'items', data: 'items' },
  ...{ enabled: 'is…', disabled: 'is…', active: 'is…' },
}

/** Names of before there was this list, with what they mean. */
const known: Readonly<Record<string, string>> = {
  source: 'what told the polarity of a mention',
  stoppedAt: 'the line at which reading stopped',
}

/** Every name of a field in the document, with the schemas that have it. */
function fieldNames(): Map<string, [string, Schema][]> {
  const found = new Map<string, [string, Schema][]>()
  const look = (schema: Schema, place: string): void => {
    for (const [name, inner] of Object.entries(schema.properties ?? {})) {
      found.set(name, [...(found.get(name) ?? []), [place, inner]])
      look(inner, `${place}.${name}`)
    }
    const { anyOf = [], oneOf = [], items } = schema
    for (const inner of [...anyOf, ...oneOf, ...(items ? [items] : [])]) look(inner, place)
  }
  for (const [name, schema] of Object.entries(document.components!.schemas!)) look(schema, name)
  return found
}

const fields = fieldNames()

it('calls nothing by a second name', () => {
  const wrong = [...fields].filter(([name]) => name in elsewhere && !(name in known))
  expect(wrong.map(([name, [first]]) => `${first![0]}.${name}: ${elsewhere[name]}`)).toEqual([])
})

it('writes the names of fields in one manner', () => {
  const odd = [...fields.keys()].filter((name) => !/^[a-z][A-Za-z]*$/.test(name))
  expect(odd).toEqual([])
})

/** The types a schema may have, `null` left out. */
function typesIn({ $ref, type, anyOf = [], oneOf = [], ...schema }: Schema): string[] {
  const name = $ref?.split('/').at(-1)
  if (name) return typesIn(document.components!.schemas![name]!)
  const own = type ? [type].flat() : schema.enum?.map((value) => typeof value)
  return [...(own ?? []), ...[...anyOf, ...oneOf].flatMap(typesIn)].filter((each) => each !== 'null')
}

it('has a moment under a name that ends in At, a day in On, and true or false under is', () => {
  const wrong = [...fields].flatMap(([name, places]) =>
    places.flatMap(([place, schema]) => {
      const types = typesIn(schema)
      const isRight =
        (!/[a-z](At|On)$/.test(name) || types.every((type) => type === 'string')) &&
        (!/[a-z]Days$/.test(name) || types.every((type) => ['number', 'integer'].includes(type))) &&
        (!/^is[A-Z]/.test(name) || types.every((type) => type === 'boolean'))
      return isRight || name in known ? [] : [`${place}.${name}: ${types}`]
    }),
  )
  expect(wrong).toEqual([])
})

it('lists every closed word of the glossary as the document has it', () => {
  const glossary = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8').split('## Words')[1]!
  const missing = ['Verdict', 'ResponseState', 'Channel', 'Band'].flatMap((name) =>
    document.components!.schemas![name]!.enum!.filter((value) => !glossary.includes(String(value))),
  )
  expect(missing).toEqual([])
})
