// What is selected in a tree of which rows are being drawn anew.

/**
 * While rows are drawn anew, a view knows none of them, also not as selected, and tells nobody; it tells every change of
 * what is selected.
 * @param known what the view calls selected now.
 * @param told what it told last.
 */
export function selectedNow<Node>(known: readonly Node[], told: readonly Node[]): readonly Node[] {
  return known.every((node) => told.includes(node)) ? told : known;
}
