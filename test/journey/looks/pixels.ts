import type { Locator, Page } from 'playwright-core'
import { contrast } from '../../../shared/contrast.ts'

/** A picture of a part of the page, and how long its part's outline is. */
export interface Picture {
  readonly png: string
  readonly outline: number
}

/** Takes a picture of a thing and what is close `around` it: there is room for a ring. */
export async function pictureOf(thing: Locator, around = 5): Promise<Picture> {
  const { x, y, width, height } = (await thing.boundingBox())!
  const clip = {
    ...{ x: Math.floor(x) - around, y: Math.floor(y) - around },
    ...{ width: Math.ceil(width) + 2 * around, height: Math.ceil(height) + 2 * around },
  }
  const png = await thing.page().screenshot({ clip, caret: 'hide' })
  return { png: png.toString('base64'), outline: 2 * (width + height) }
}

/**
 * How many pixels of a thing changed so much, 3:1, that nobody has to know colours to see it, as a
 * share of its outline: 1 is a line of one pixel all around it.
 */
export async function changeBetween(page: Page, before: Picture, after: Picture): Promise<number> {
  const pairs = await page.evaluate(pairsOf, [before.png, after.png])
  const changed = pairs.filter(({ was, is }) => contrast(was, is) >= 3)
  return changed.reduce((sum, { count }) => sum + count, 0) / before.outline
}

/** The colour most of a picture has, as #rrggbb. */
export async function commonestIn(page: Page, { png }: Picture): Promise<string> {
  const pairs = await page.evaluate(pairsOf, [png, png])
  return pairs.sort((a, b) => b.count - a.count)[0]!.is
}

/** In the page: which colour each pixel had and has, and how many there are of each such pair. */
async function pairsOf(pngs: readonly string[]): Promise<{ was: string; is: string; count: number }[]> {
  const [first, second] = await Promise.all(
    pngs.map(async (png) => {
      const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob())
      const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d')!
      canvas.drawImage(image, 0, 0)
      return new Uint32Array(canvas.getImageData(0, 0, image.width, image.height).data.buffer)
    }),
  )
  if (first!.length !== second!.length) throw new Error('not pictures of the same thing')
  // A canvas has its bytes as red, green, blue, alpha: the lowest of the number is red.
  const hex = (pixel: number) =>
    `#${[0, 8, 16].map((shift) => ((pixel >> shift) & 255).toString(16).padStart(2, '0')).join('')}`
  const counts = new Map<string, number>()
  first!.forEach((was, at) => {
    const key = `${hex(was)} ${hex(second![at]!)}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  })
  return [...counts].map(([key, count]) => ({ was: key.slice(0, 7), is: key.slice(8), count }))
}
