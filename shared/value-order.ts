/**
 * Values of a property in the order people look for them in: by number where all of them are numbers, else as they
 * were given. Text would have 10 before 9.
 */
export function inOrder<Item>(items: readonly Item[], textOf: (item: Item) => string): readonly Item[] {
  const numbers = new Map(items.map((item) => [item, numberIn(textOf(item))]))
  if ([...numbers.values()].some(Number.isNaN)) return items
  return [...items].sort((a, b) => numbers.get(a)! - numbers.get(b)!)
}

/** The number that a text is, and nothing else; NaN for everything else. */
function numberIn(text: string): number {
  return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN
}
