import { html } from 'hono/html'
import type { FollowedAnswer } from '../../answers/read-answers.ts'
import type { FoundThemes } from '../../storage/themes/mentions.ts'
import { icon } from '../console/icons.ts'
import type { Html } from '../layout.ts'
import { taggingTexts as texts } from '../texts/tagging-texts.ts'

/** An answer with its themes, and those it can be tagged with. */
interface ThemesState {
  readonly answer: Pick<FollowedAnswer, 'row'>
  readonly found: FoundThemes | undefined
  readonly themes: readonly string[]
  readonly action: string
}

/** What an answer speaks of, who says so, and the forms that change it; nothing for an answer without a reason. */
export function themesSection({ answer: { row }, found, themes, action }: ThemesState): Html {
  if ((row.comment === null && row.choices === null) || themes.length === 0) return html``
  const has = (found?.themes ?? []).map(({ theme }) => theme)
  const others = themes.filter((theme) => !has.includes(theme))
  const hidden = has.map((theme) => html`<input type="hidden" name="themes" value="${theme}">`)
  const tag = (theme: string) =>
    html`<li class="tag line"><bdi>${theme}</bdi> <span class="soft">${sourceOf(theme, found!)}</span><button class="plain" type="submit" name="remove" value="${theme}" aria-label="${texts.remove(theme)}">${icon('close')}</button></li>`
  return html`<section><h3 id="themes" tabindex="-1">${texts.themes}</h3>
<form class="gap-s" method="post" action="${action}"><input type="hidden" name="deed" value="tag">${hidden}${has.length > 0 ? html`<ul class="row plain">${has.map(tag)}</ul>` : found?.byHand ? html`<p class="small soft">${texts.noneByHand}</p>` : ''}
${others.length > 0 ? html`<p class="row nowr gap-s"><label class="hide" for="add-theme">${texts.add}</label><select id="add-theme" name="add"><option value="">${texts.add}</option>${others.map((theme) => html`<option value="${theme}">${theme}</option>`)}</select><button class="btn" type="submit">${texts.addButton}</button></p>` : ''}</form>
${found?.byHand ? html`<form class="gap-s" method="post" action="${action}"><button class="btn quiet" type="submit" name="deed" value="untag">${texts.backToRules}</button></form>` : ''}</section>`
}

/** Who says that an answer speaks of a theme. */
function sourceOf(theme: string, { byHand, mentions }: FoundThemes): string {
  if (byHand) return texts.byHand
  return mentions.some((mention) => mention.theme === theme) ? texts.byRules : texts.byTick
}

/** The themes of a form that was sent: with the one to add, without the one to remove. */
export function themesInForm(form: URLSearchParams): string[] {
  const [add, remove] = [form.get('add'), form.get('remove')]
  const themes = form.getAll('themes').filter((theme) => theme !== remove)
  return add && remove === null ? [...themes, add] : themes
}
