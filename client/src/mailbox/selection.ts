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

/** What a command is called with: nothing by the palette or a key, else the row that was clicked, and those selected with it. */
export type Clicked<Node> = readonly [
  clicked?: Node | null | undefined,
  together?: readonly (Node | null | undefined)[] | null | undefined,
];

/**
 * What a command is for: what was clicked, else what is selected.
 * @returns undefined where a row was clicked that the view does not know, because it is being drawn anew: the command
 * comes without it, and what is selected is not what was meant.
 */
export function chosenNow<Node>(
  args: Clicked<Node>,
  selected: () => readonly Node[],
): readonly Node[] | undefined {
  if (args.length === 0) return selected();
  const [clicked, together] = args;
  const wanted = together && together.length > 0 ? together : [clicked];
  const known = wanted.filter((node) => node !== undefined && node !== null);
  return known.length === wanted.length ? known : undefined;
}
