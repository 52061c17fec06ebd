import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'
import { expect, it } from 'vitest'
import { reasonIn } from '../../../server/pages/reason.ts'
import { arabic } from '../../../server/pages/texts/arabic.ts'

const root = join(import.meta.dirname, '../../..')
/** Where what a form or an address of the console asks for is refused. */
const places = [
  ...['answers', 'campaigns', 'contract', 'pages', 'people', 'reports', 'surveys', 'themes'],
  ...['http/validate.ts', 'mail/allowance.ts', '../shared/themes/codebook.ts'],
]
/** Files of theirs that no form of the console leads to. */
const elsewhere =
  /(pages\/texts\/|(changes|imports|invitation-routes|page-score|people-routes|report-routes|visits)\.ts$)/

function filesIn(place: string): string[] {
  if (place.endsWith('.ts')) return [join(root, 'server', place)]
  const folder = join(root, 'server', place)
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name))
}

type Node = Readonly<Record<string, unknown>> & { readonly type: string }

/** Every reason that is written in the code, with `X` for what differs. */
function reasonsIn(file: string): string[] {
  const found: string[] = []
  const visit = (value: unknown, isDescription: boolean): void => {
    if (Array.isArray(value)) for (const each of value) visit(each, isDescription)
    if (typeof value !== 'object' || value === null || !('type' in value)) return
    const node = value as Node
    if (!isDescription) found.push(...textOf(node))
    const isDescribing =
      node.type === 'Property' && /description|summary/.test((node.key as { name: string }).name)
    for (const each of Object.values(node)) visit(each, isDescription || isDescribing)
  }
  visit(parseSync(file, readFileSync(file, 'utf8')).program.body, false)
  return found.filter((text) => /^(must|is|has|names|cannot|unknown;|was)\b.* /.test(text))
}

function textOf(node: Node): string[] {
  if (node.type === 'Literal' && typeof node.value === 'string') return [node.value]
  if (node.type !== 'TemplateLiteral') return []
  return [(node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join('X')]
}

it('every reason that a page can repeat is said in Arabic', () => {
  const said = places
    .flatMap(filesIn)
    .filter((file) => !elsewhere.test(file))
    .flatMap(reasonsIn)
  expect(new Set(said).size).toBeGreaterThan(100)
  expect([...new Set(said)].filter((reason) => reasonIn(arabic.reasons, reason) === reason)).toEqual([])
})

it('a reason keeps what differs, and says a reason within it in the same language', () => {
  const said = (detail: string) => reasonIn(arabic.reasons, detail).replace(/[\u2068\u2069]/g, '')
  expect(said('must have at most 500 characters')).toBe('يجب ألا يزيد طوله على 500 من الأحرف')
  expect(said('must be one of live, draft')).toContain('live, draft')
  expect(said('the rule “+” has no letter or digit')).toBe('القاعدة “+”: ليس فيها حرف ولا رقم')
  expect(said('names a property that no answer has: “a”; did you mean “b”?')).toMatch(/“a”.*“b”/)
  expect(said('nobody has said this before')).toBe('nobody has said this before')
})
