import { inkOn } from '../../shared/contrast.ts'
import type { Look } from '../../shared/survey.ts'

const widestRadius = 32

/** The custom properties that give a survey the host's look; values that cannot be one are left out. */
export function propertiesFor({ accent = '', radius, font = '' }: Look): Readonly<Record<string, string>> {
  return {
    ...(/^#[0-9a-f]{6}$/i.test(accent) && { '--sayso-accent': accent, '--sayso-on-accent': inkOn(accent) }),
    ...(radius !== undefined &&
      radius >= 0 &&
      radius <= widestRadius && { '--sayso-radius': `${Number(radius)}px` }),
    // No character that could end the value or fetch something.
    ...(font && !/[;{}()\\]/.test(font) && { '--sayso-font': font }),
  }
}

/** Applies the host's look to our element, through CSSOM, which no Content-Security-Policy forbids. */
export function applyLook(element: HTMLElement, sheets: readonly CSSStyleSheet[], look: Look): void {
  for (const [name, value] of Object.entries(propertiesFor(look))) element.style.setProperty(name, value)
  const { scheme } = look
  if (scheme !== 'dark' && scheme !== 'light') return
  element.style.setProperty('--sayso-scheme', scheme)
  // The dark rules apply always or never, whatever the person's setting.
  for (const rule of sheets.flatMap((sheet) => [...sheet.cssRules]))
    if (rule instanceof CSSMediaRule && rule.conditionText.includes('color-scheme'))
      rule.media.mediaText = scheme === 'dark' ? 'all' : 'not all'
}
