// Changes of one account, one after the other: its connections would overtake each other.

const turns = new Map<string, Promise<unknown>>();

/** Does something once all that was begun before for the account is over, however that ended. */
export function inOrder<T>(accountId: string, work: () => Promise<T>): Promise<T> {
  const turn = (turns.get(accountId) ?? Promise.resolve()).then(work);
  const settled = turn.catch(() => undefined);
  turns.set(accountId, settled);
  void settled.then(() => {
    if (turns.get(accountId) === settled) turns.delete(accountId);
  });
  return turn;
}
