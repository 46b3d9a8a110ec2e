// How something is doing, as the page says it.

/** The word of a state, without the symbol before it, which is not read out either. */
export function wordOf(state) {
  return state.evaluate((element) => {
    const spoken = [...element.childNodes].filter((node) => node.ariaHidden !== "true");
    return spoken.map((node) => node.textContent).join("").trim();
  });
}
