import { displayFor } from './display.ts'
import type { PublicSurvey } from './survey.ts'

/** Files of the renderer that few surveys need, each named like its source. */
export type ChunkName = 'shapes' | 'Choices' | 'Dialog' | 'theme'

/** The chunks a survey needs where its format says. The renderer loads them, the server names them for preloading. */
export function chunksFor({ scale, display, choices, contact, format, look }: PublicSurvey): ChunkName[] {
  const needs: Record<ChunkName, unknown> = {
    shapes: displayFor(scale, display) !== 'numbers',
    Choices: choices?.length || contact,
    Dialog: format !== 'popover' && format !== 'inline',
    theme: look,
  }
  return (Object.keys(needs) as ChunkName[]).filter((chunk) => needs[chunk])
}
