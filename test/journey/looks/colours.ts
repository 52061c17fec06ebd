import type { Locator } from 'playwright-core'
import { contrast } from '../../../shared/contrast.ts'

/** Red, green and blue from 0 to 255, and alpha from 0 to 1. */
type Colour = readonly [red: number, green: number, blue: number, alpha: number]

/** An element's background, and the opacity it gives to itself and all that is in it. */
interface Layer {
  readonly background: Colour
  readonly opacity: number
}

/** Something seen: its colours, the best of which counts, and what is under it, from the front to the back. */
interface Painted {
  readonly what: string
  /** WCAG 1.4.3 asks 4.5 of text, 1.4.11 asks 3 of drawings and of the bounds of what is operated. */
  readonly least: 3 | 4.5
  readonly colours: readonly Colour[]
  readonly under: readonly Layer[]
}

/** How well something stands out, and on what, as #rrggbb. */
export interface Standing {
  readonly what: string
  readonly least: number
  readonly ratio: number
  readonly ground: string
}

/** How well each text, drawing and bound of a survey stands out. */
export async function standingsIn(card: Locator): Promise<Standing[]> {
  const painted = await card.evaluate(paintedIn)
  return painted.map(({ what, least, colours, under }) => {
    const ground = laidOver(clear, under)
    const ratios = colours.map((colour) => contrast(laidOver(colour, under), ground))
    return { what, least, ratio: Math.max(1, ...ratios), ground }
  })
}

/** What stands out too little, in words. */
export function faint(standings: readonly Standing[]): string[] {
  return standings
    .filter(({ ratio, least }) => ratio < least)
    .map(({ what, ratio, least, ground }) => `${what}: ${ratio.toFixed(2)} of ${least} on ${ground}`)
}

const clear: Colour = [0, 0, 0, 0]

/** A colour laid over backgrounds, each with its opacity, and at last over white, as #rrggbb. */
function laidOver([red, green, blue, alpha]: Colour, under: readonly Layer[]): string {
  // With the alpha already in each of them, as only so can they be added.
  let seen: readonly number[] = [red * alpha, green * alpha, blue * alpha, alpha]
  for (const { background, opacity } of [...under, { background: [255, 255, 255, 1] as const, opacity: 1 }]) {
    const [r, g, b, a] = background
    const behind = [r * a, g * a, b * a, a]
    seen = seen.map((each, at) => (each + behind[at]! * (1 - seen[3]!)) * opacity)
  }
  return `#${seen
    .slice(0, 3)
    .map((each) => Math.round(each).toString(16).padStart(2, '0'))
    .join('')}`
}

/** In the page: all texts, drawings and bounds of a survey, as the browser computed them. */
function paintedIn(card: Element): Painted[] {
  const pixel = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!
  const known = new Map<string, Colour>()
  const read = (css: string): Colour => {
    const found = known.get(css)
    if (found) return found
    pixel.clearRect(0, 0, 1, 1)
    pixel.fillStyle = css
    pixel.fillRect(0, 0, 1, 1)
    const [red, green, blue, alpha] = pixel.getImageData(0, 0, 1, 1).data as unknown as Colour
    const colour: Colour = [red, green, blue, alpha / 255]
    known.set(css, colour)
    return colour
  }
  const styleOf = (element: Element) => getComputedStyle(element)
  const groundOf = (from: Element | null): Layer[] => {
    const layers: Layer[] = []
    for (let at = from; at; at = at.parentElement ?? (at.getRootNode() as ShadowRoot).host ?? null) {
      const { backgroundColor, opacity } = styleOf(at)
      layers.push({ background: read(backgroundColor), opacity: Number(opacity) })
    }
    return layers
  }
  const isSeen = (element: Element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  const shapes = 'path, circle, rect, line, polygon'
  const bounded = 'textarea, .send, .choices span, .points:not(.stars, .smileys) .point span'

  return [card, ...card.querySelectorAll('*')].filter(isSeen).flatMap((element): Painted[] => {
    const { color, stroke, fill, borderTopColor, borderTopWidth, backgroundColor } = styleOf(element)
    const ground = groundOf(element)
    const within = [...element.childNodes].filter(
      (node): node is Text => node instanceof Text && node.data.trim() !== '',
    )
    const texts = element instanceof HTMLTextAreaElement ? [element.value] : within.map(({ data }) => data)
    const said = texts.map((text): Painted => {
      return { what: `“${text}”`, least: 4.5, colours: [read(color)], under: ground }
    })
    if (element.matches(shapes)) {
      const colours = [stroke, fill].filter((each) => each !== 'none').map(read)
      const what = `drawing ${element.getAttribute('d')?.slice(0, 12)}`
      said.push({ what, least: 3, colours, under: groundOf(element.parentElement) })
    }
    if (element.matches(bounded)) {
      const colours = [backgroundColor, ...(Number.parseFloat(borderTopWidth) ? [borderTopColor] : [])]
      const what = `bounds of ${element.textContent || element.tagName}`
      said.push({ what, least: 3, colours: colours.map(read), under: groundOf(element.parentElement) })
    }
    return said
  })
}
