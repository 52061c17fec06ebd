/** Between the parts of a key; neither names nor rules may hold it. */
export const separator = '\u001f'
