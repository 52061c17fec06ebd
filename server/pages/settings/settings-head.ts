import { html } from 'hono/html'
import { type Ctx, pathTo } from '../../context.ts'
import type { Html } from '../layout.ts'
import { settingsTexts } from '../texts/settings-texts.ts'

const paths = {
  workspace: '/console/settings',
  keys: '/console/settings/keys',
  secrets: '/console/settings/secrets',
  themes: '/console/settings/themes',
  imports: '/console/settings/imports',
  data: '/console/settings/data',
} as const

export type SettingsPart = keyof typeof paths

export const pathOfPart = (c: Ctx, part: SettingsPart) => pathTo(c, paths[part])

/** The settings' heading and pages around one of them. */
export function settingsAround(c: Ctx, current: SettingsPart, content: Html): Html {
  const link = (part: SettingsPart) =>
    html`<a class="place" href="${pathOfPart(c, part)}"${part === current ? html` aria-current="page"` : ''}>${settingsTexts.parts[part]}</a>`
  return html`<header class="head"><div><h1>${settingsTexts.title}</h1></div></header>
<div class="setrow"><nav class="setnav" aria-label="${settingsTexts.title}">${(Object.keys(paths) as SettingsPart[]).map(link)}</nav><div>${content}</div></div>`
}
