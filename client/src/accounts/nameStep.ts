// The last question for a new account: what it is called.

import { l10n } from 'vscode';

import { suggestedName } from './draft.ts';
import type { Draft } from './draft.ts';
import type { Step } from './wizard.ts';

export const askName: Step<Draft> = async (draft, ask) => {
  const answer = await ask.text({
    prompt: l10n.t('What is the account called?'),
    following: 0,
    value: draft.name === '' ? suggestedName(draft) : draft.name,
    wrong: (text) => (text.trim() === '' ? l10n.t('Give it a name.') : undefined),
  });
  return typeof answer === 'string' ? answer : { done: { ...draft, name: answer.value.trim() } };
};
