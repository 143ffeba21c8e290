// Work done side by side whose results keep their order.

/**
 * Runs `work` on each item and yields the results in the order of the items, each as soon as it is there. At most
 * `window` items are under way or waiting to be taken, so that memory stays bounded when one is slow or the taker is.
 */
export async function* inOrder<Item, Result>(
  items: AsyncIterable<Item>,
  work: (item: Item) => Promise<Result>,
  window: number,
): AsyncGenerator<Result> {
  const source = items[Symbol.asyncIterator]();
  const running: Promise<Result>[] = [];
  let next: Promise<IteratorResult<Item>> | undefined = handled(source.next());
  for (let first = running[0]; next !== undefined || first !== undefined; first = running[0]) {
    const wanted: Promise<IteratorResult<Item>> | undefined = running.length < window ? next : undefined;
    // Items can come slowly: nobody should wait for one to get what is done.
    const item: IteratorResult<Item> | undefined =
      wanted && first ? await Promise.race([wanted, first.then(() => undefined)]) : await wanted;
    if (item === undefined) {
      const done = running.shift();
      if (done) yield await done;
    } else if (item.done === true) {
      next = undefined;
    } else {
      running.push(handled(work(item.value)));
      next = handled(source.next());
    }
  }
}

/** A promise that is awaited later; until then a rejection must not count as unhandled. */
function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
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
