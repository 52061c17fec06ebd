import { type Answer, send } from '../support/client.ts'
import type { World } from './world.ts'

/** The fields of the first form of a page as a browser without scripts would send it, untouched. */
export function fieldsOf(page: string): URLSearchParams {
  const [, form = ''] = page.match(/<form[^>]*>([\s\S]*?)<\/form>/) ?? []
  const inputs = [...form.matchAll(/<input [^>]*>/g)].map(([tag]) => tag)
  const sent = inputs.filter((tag) => /type="hidden"/.test(tag) || / checked/.test(tag))
  const attribute = (tag: string, name: string) => tag.match(new RegExp(` ${name}="([^"]*)"`))?.[1] ?? ''
  return new URLSearchParams(sent.map((tag) => [attribute(tag, 'name'), attribute(tag, 'value')]))
}

/** Where the page's first form is sent to. */
export function actionOf(page: string): string {
  return page.match(/<form[^>]* action="([^"]*)"/)![1]!.replaceAll('&amp;', '&')
}

/** Fills in the form of a page and sends it, as somebody without JavaScript does. */
export function sendAnswer(
  world: World,
  page: string,
  given: Record<string, string | string[]> = {},
): Promise<Answer> {
  const fields = fieldsOf(page)
  for (const [name, value] of Object.entries(given)) {
    fields.delete(name)
    for (const each of [value].flat()) fields.append(name, each)
  }
  return send(world.collector.url + actionOf(page), { method: 'POST', body: fields })
}
