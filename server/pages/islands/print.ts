/** Shows the buttons that print a page: without scripts, the browser's own does. */

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => print())
}

export {}
