import { html } from 'hono/html'
import { type Ctx, pathTo, publicUrlOf } from '../../context.ts'
import { Refusal } from '../../http/problem.ts'
import type { openApiDocument } from '../../openapi/document.ts'
import type { Html } from '../layout.ts'
import { doorTexts } from '../texts/door-texts.ts'
import { english } from '../texts/words.ts'
import { docsPath, referenceName } from './contents.ts'
import { sendDocs } from './docs-page.ts'
import { type Row, refsIn, type Schema, schemaTable, table } from './schema-view.ts'

const texts = doorTexts.reference

interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly description?: string
  readonly schema: Schema
}

type Content = Readonly<Record<string, { readonly schema?: Schema; readonly example?: unknown }>>

interface Operation {
  readonly tags: readonly [string]
  readonly summary: string
  readonly description?: string
  readonly security?: readonly unknown[]
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>
}

/** The parts of the OpenAPI document that are shown. */
interface Shown {
  readonly info: { readonly description: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

interface Call {
  readonly method: string
  readonly path: string
  readonly operation: Operation
}

/** The calls by what they are about. */
function groupsOf({ paths }: Shown): Map<string, Call[]> {
  const calls = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ method, path, operation })),
  )
  return Map.groupBy(calls, ({ operation }) => operation.tags[0])
}

const anchorOf = ({ method, path }: Call) => `${method}${path.replace(/[^\w]+/g, '-').replace(/-$/, '')}`

/** `GET /docs/reference` and `GET /docs/reference/:group`: every call of the API, by what it is about; or those about one thing. */
export function showReference(c: Ctx, document: ReturnType<typeof openApiDocument>): Promise<Response> {
  c.set('words', english)
  const shown = document as unknown as Shown
  const [, group] = (c.req.param('name') ?? '').split(/^reference\/?/)
  return group ? showCalls(c, shown, group) : showIndex(c, shown)
}

function showIndex(c: Ctx, shown: Shown): Promise<Response> {
  const groups = [...groupsOf(shown)]
  return sendDocs(c, {
    name: referenceName,
    title: texts.title,
    content: html`<h1>${texts.title}</h1><p>${shown.info.description}</p><p>${texts.key} <code>Authorization: Bearer $SAYSO_KEY</code>. <a href="${pathTo(c, '/openapi.json')}">${texts.document}</a></p>
${groups.map(
  ([group, calls]) =>
    html`<h2 id="${group}"><a href="${docsPath(c, `${referenceName}/${group}`)}">${titleOf(group)}</a></h2>
<ul class="calls">${calls.map((call) => html`<li><a href="${docsPath(c, `${referenceName}/${group}`)}#${anchorOf(call)}">${signature(call)}</a> ${call.operation.summary}</li>`)}</ul>`,
)}`,
  })
}

/** The calls about one thing, with what they take and answer. */
function showCalls(c: Ctx, shown: Shown, group: string): Promise<Response> {
  const calls = groupsOf(shown).get(group)
  if (!calls) throw new Refusal('not-found')
  const schemas = schemasOf(calls, shown.components.schemas)
  return sendDocs(c, {
    name: referenceName,
    title: `${titleOf(group)} – ${texts.title}`,
    content: html`<p class="crumbs"><a href="${docsPath(c, referenceName)}">${texts.title}</a> ›</p><h1>${titleOf(group)}</h1>
${calls.map((call) => callSection(c, call))}
<h2>${texts.schemas}</h2>${schemas.map(([name, schema]) => html`<h3 id="schema-${name}">${name}</h3>${schema.description ? html`<p>${schema.description}</p>` : ''}${schemaTable(schema)}${examplesOf(schema)}`)}`,
  })
}

const titleOf = (group: string) =>
  texts.groups[group as keyof typeof texts.groups] ?? capital(group.replaceAll('-', ' '))
const capital = (word: string) => word[0]!.toUpperCase() + word.slice(1)

function signature({ method, path }: Call): Html {
  return html`<code>${method.toUpperCase()} ${path}</code>`
}

/** The schemas that calls name, and those that these name, by name. */
function schemasOf(calls: readonly Call[], all: Shown['components']['schemas']): [string, Schema][] {
  const found = new Set<string>()
  const waiting = refsIn(calls)
  for (let name = waiting.pop(); name; name = waiting.pop()) {
    if (found.has(name)) continue
    found.add(name)
    waiting.push(...refsIn(all[name]))
  }
  return [...found].sort().map((name) => [name, all[name]!])
}

function callSection(c: Ctx, call: Call): Html {
  const { method, path, operation } = call
  const { summary, description, parameters = [], requestBody, responses, security } = operation
  const [done, refused] = [Object.entries(responses), Object.entries(responses)].map((entries, place) =>
    entries.filter(([status]) => Number(status) < 400 === (place === 0)),
  )
  const isOpen = security?.length === 0
  const curl = `curl ${method === 'get' ? '' : `-X ${method.toUpperCase()} `}'${publicUrlOf(c)}${path}'${isOpen ? '' : ' -H "Authorization: Bearer $SAYSO_KEY"'}${requestBody ? ` -H 'Content-Type: ${Object.keys(requestBody.content)[0]}' -d @body` : ''}`
  return html`<section class="call" aria-labelledby="${anchorOf(call)}"><h2 id="${anchorOf(call)}">${signature(call)}</h2><p>${summary}</p>${description ? html`<p>${description}</p>` : ''}
<pre><code>${curl}</code></pre>
${parameters.length > 0 ? html`<h3>${texts.parameters}</h3>${table(parameters.map(rowOf))}` : ''}
${requestBody ? html`<h3>${texts.body}</h3>${contentsOf(requestBody.content)}` : ''}
<h3>${texts.answers}</h3>${done!.map(([status, { description, content }]) => html`<p><strong>${status}</strong> ${description}</p>${content ? contentsOf(content) : ''}`)}
<p class="small soft">${texts.refusals} ${refused!.map(([status, { description }], place) => html`${place > 0 ? '; ' : ''}${status}, ${description}`)}.</p></section>`
}

function rowOf({ name, in: where, required, description, schema }: Parameter): Row {
  const inWords = texts.places[where as keyof typeof texts.places] ?? where
  return {
    name,
    schema: { ...schema, ...(description && { description }) },
    note: required ? `${inWords}, ${texts.required}` : inWords,
  }
}

/** What a body holds, by content type; an unnamed schema is written out. */
function contentsOf(content: Content): Html {
  return html`${Object.entries(content).map(([type, { schema, example }]) => html`<p><code>${type}</code></p>${schema ? schemaTable(schema) : ''}${example === undefined ? '' : exampleOf(example)}`)}`
}

function exampleOf(example: unknown): Html {
  const text = typeof example === 'string' ? example : JSON.stringify(example, null, 2)
  return html`<details><summary>${texts.example}</summary><pre><code>${text}</code></pre></details>`
}

function examplesOf({ examples = [] }: Schema): Html {
  return html`${examples.map((example) => html`<pre><code>${JSON.stringify(example, null, 2)}</code></pre>`)}`
}
