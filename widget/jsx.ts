/**
 * What the build takes for `preact/jsx-runtime`: JSX as plain objects, in Preact's manner, without
 * Preact coming along. Bundlers that do not know of it may take Preact's; `draw` draws both.
 */
export function jsx<Type, Props>(type: Type, props: Props): { readonly type: Type; readonly props: Props } {
  return { type, props }
}

export { jsx as jsxs }
