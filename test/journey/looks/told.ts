import type { Page } from 'playwright-core'

/** One thing a screen reader may speak of. */
export interface Told {
  readonly role: string
  readonly name: string
  /** Of what can be checked. */
  readonly checked?: string
  readonly focused: boolean
  /** How changes in it are spoken. */
  readonly live?: string
  readonly modal: boolean
  /** All the text in it. */
  readonly text: string
}

/** What Chromium tells a screen reader of a page, in its order: all that is not ignored. */
export async function toldOf(page: Page): Promise<Told[]> {
  const session = await page.context().newCDPSession(page)
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  await session.detach()
  const byId = new Map(nodes.map((node) => [node.nodeId, node]))
  const textIn = ({ role, name, childIds = [] }: (typeof nodes)[number]): string =>
    role?.value === 'StaticText'
      ? `${name?.value}`
      : childIds.map((id) => (byId.has(id) ? textIn(byId.get(id)!) : '')).join('')
  return nodes
    .filter(({ ignored }) => !ignored)
    .map((node) => {
      const has = (wanted: string) => node.properties?.find(({ name }) => name === wanted)?.value.value
      return {
        role: `${node.role?.value}`,
        name: `${node.name?.value ?? ''}`,
        ...(has('checked') !== undefined && { checked: `${has('checked')}` }),
        ...(has('live') !== undefined && { live: `${has('live')}` }),
        focused: !!has('focused'),
        modal: !!has('modal'),
        text: textIn(node),
      }
    })
}

/** What has the focus, as it is told: `radio “9” unchecked`. */
export async function focusTold(page: Page): Promise<string> {
  const all = (await toldOf(page)).filter(({ focused, role }) => focused && role !== 'RootWebArea')
  return all.map(spoken).at(-1) ?? 'nothing'
}

/** A thing in words. */
export function spoken({ role, name, checked }: Told): string {
  const state = checked === undefined ? '' : checked === 'true' ? ' checked' : ' unchecked'
  return `${role} “${name}”${state}`
}
