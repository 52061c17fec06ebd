import type { VNode } from 'preact'

/** A piece of a view: an element or component as JSX makes it, a text, or nothing. */
type Piece = VNode<Given> | string | number | boolean | null | undefined
type Given = Readonly<Record<string, unknown>> & { readonly children?: Piece | readonly Piece[] }

/** What stands in the document for a piece. */
interface Place {
  readonly type: unknown
  readonly node: Element | Text
  readonly given: Given
  readonly inside: Place[]
}

const drawn = new WeakMap<Node, Place[]>()
const svg = 'http://www.w3.org/2000/svg'

/**
 * Draws a view inside `parent`, changing only what is not so yet: focus, selection and scroll stay.
 * Each piece keeps its place among its siblings, one that is not there holding it with an empty
 * text, so nothing has to be moved. That and no state is all our views need, at a sixth of Preact's
 * size; of Preact there are its types and the way it writes JSX.
 */
export function draw(view: Piece, parent: Element | ShadowRoot): void {
  drawn.set(parent, fill(parent, [view], drawn.get(parent) ?? []))
}

function fill(parent: Node, pieces: readonly Piece[], before: readonly Place[]): Place[] {
  for (const { node } of before.slice(pieces.length)) node.remove()
  return pieces.map((piece, at) => put(parent, piece, before[at]))
}

/** Children as JSX gives them, one or many or lists of them, in a row. */
function piecesOf(children: Given['children']): Piece[] {
  return Array.isArray(children) ? children.flatMap(piecesOf) : [children as Piece]
}

function put(parent: Node, piece: Piece, before: Place | undefined): Place {
  if (!piece || typeof piece !== 'object') return putText(parent, textOf(piece), before)
  const { type, props } = piece
  if (typeof type === 'function') return put(parent, (type as (given: Given) => Piece)(props), before)

  const kept = before?.type === type ? before : undefined
  const node = (kept?.node ?? createElement(type, parent)) as Element
  for (const name of Object.keys({ ...kept?.given, ...props }))
    if (name !== 'children') give(node, name, props[name], kept?.given[name])
  const inside = fill(node, piecesOf(props.children), kept?.inside ?? [])
  if (!kept) stand(parent, node, before)
  return { type, node, given: props, inside }
}

function putText(parent: Node, text: string, before: Place | undefined): Place {
  const kept = before?.type === '' ? before : undefined
  const node = (kept?.node ?? document.createTextNode('')) as Text
  if (node.data !== text) node.data = text
  if (!kept) stand(parent, node, before)
  return { type: '', node, given: {}, inside: [] }
}

function createElement(type: string, parent: Node): Element {
  const inSvg = type === 'svg' || (parent as Element).namespaceURI === svg
  return inSvg ? document.createElementNS(svg, type) : document.createElement(type)
}

function stand(parent: Node, node: Element | Text, before: Place | undefined): void {
  if (before) before.node.replaceWith(node)
  else parent.appendChild(node)
}

function textOf(piece: Piece): string {
  return typeof piece === 'string' || typeof piece === 'number' ? `${piece}` : ''
}

/** Sets what a person changes as a property, listeners as the element's own, all else as an attribute. */
function give(node: Element, name: string, value: unknown, before: unknown): void {
  const loose = node as unknown as Record<string, unknown>
  if (name === 'value' || name === 'checked') {
    if (loose[name] !== value) loose[name] = value
  } else if (value === before) return
  else if (name.startsWith('on')) {
    // In braces, as an own listener that returns false would stop what the browser does next.
    loose[name.toLowerCase()] = (event: Event) => {
      ;(value as (event: Event) => void)(event)
    }
  } else if (value == null || value === false) node.removeAttribute(name)
  else node.setAttribute(name, `${value}`)
}
