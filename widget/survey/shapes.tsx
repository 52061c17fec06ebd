import type { VNode } from 'preact'
import { smiley, star, thumb } from '../../shared/drawings.ts'
import type { Display } from '../../shared/survey.ts'
import styles from './shapes.css?inline'

export { styles }

interface ShapeProps {
  /** From 0, the worst point of the scale, to 1, its best. */
  readonly mood: number
}

/** Drawings in place of the number, by display. */
export type Shapes = Readonly<Record<Exclude<Display, 'numbers'>, (props: ShapeProps) => VNode>>

function Drawing({ path, turned }: { readonly path: string; readonly turned?: boolean }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" class={turned ? 'turned' : ''}>
      <path d={path} />
    </svg>
  )
}

export const shapes: Shapes = {
  stars: () => <Drawing path={star} />,
  smileys: ({ mood }) => <Drawing path={smiley(mood)} />,
  thumbs: ({ mood }) => <Drawing path={thumb} turned={mood < 1} />,
}
