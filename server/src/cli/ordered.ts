// Work done side by side whose results keep their order.

/**
 * Runs `work` on each item and yields the results in the order of the items. At most `window` items are under way or
 * waiting to be taken, so that memory stays bounded when one is slow or the taker is.
 */
export async function* inOrder<Item, Result>(
  items: AsyncIterable<Item>,
  work: (item: Item) => Promise<Result>,
  window: number,
): AsyncGenerator<Result> {
  const running: Promise<Result>[] = [];
  for await (const item of items) {
    const result = work(item);
    // It is awaited later; until then a rejection must not count as unhandled.
    result.catch(() => undefined);
    running.push(result);
    const first = running.length >= window ? running.shift() : undefined;
    if (first) yield await first;
  }
  for (let first = running.shift(); first; first = running.shift()) yield await first;
}

/** Groups of up to `size` items; `first` come before the rest of `items`. */
export async function* batches<Item>(
  first: readonly Item[],
  items: AsyncIterator<Item>,
  size: number,
): AsyncGenerator<Item[]> {
  let batch: Item[] = [];
  const full = (item: Item): boolean => batch.push(item) >= size;
  const take = (): Item[] => {
    const taken = batch;
    batch = [];
    return taken;
  };
  for (const item of first) if (full(item)) yield take();
  for (let next = await items.next(); next.done !== true; next = await items.next()) {
    if (full(next.value)) yield take();
  }
  if (batch.length > 0) yield batch;
}

/** The next `count` items, or fewer where there are no more. */
export async function takeSome<Item>(items: AsyncIterator<Item>, count: number): Promise<Item[]> {
  const taken: Item[] = [];
  while (taken.length < count) {
    const next = await items.next();
    if (next.done === true) break;
    taken.push(next.value);
  }
  return taken;
}
