'use client'

import { createElement, type ReactElement, useEffect, useRef } from 'react'
import { type Attached, attach, type SurveyProps } from './attach.ts'

export type { SurveyProps }

/** A survey for as long as the component is there. */
export function Survey(props: SurveyProps): ReactElement {
  const place = useRef<HTMLDivElement>(null)
  const attached = useRef<Attached>(null)
  const newest = useRef(props)
  newest.current = props
  useEffect(() => {
    if (!place.current) return
    attached.current = attach(place.current, newest.current)
    return () => attached.current?.detach()
  }, [])
  useEffect(() => {
    attached.current?.update(props)
  })
  return createElement('div', { ref: place })
}
