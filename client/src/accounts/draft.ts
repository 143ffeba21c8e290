// An account that is being added: what is known so far.

import type { AccountKind, AccountSettings, OAuthSettings, ServerSettings } from '../mail/account.ts';
import type { Login, TokenSet } from './network.ts';
import type { LoginAdvice, Proposal } from './proposal.ts';

/** What the user has given to log in with. */
export interface DraftLogin {
  readonly password?: string;
  readonly tokens?: TokenSet;
  /** The secret of the user's OAuth client. */
  readonly clientSecret?: string;
  /** A token of VS Code's own accounts, for the test; it is not kept. */
  readonly accessToken?: string;
  /** Of the outgoing server, where it is another one. */
  readonly outgoingPassword?: string;
}

export interface Draft {
  readonly id: string;
  readonly address: string;
  readonly proposals: readonly Proposal[];
  readonly kind: AccountKind;
  readonly incoming?: ServerSettings;
  readonly outgoing?: ServerSettings;
  readonly oauth?: OAuthSettings;
  readonly advice?: LoginAdvice;
  readonly provider?: string;
  readonly path?: string;
  readonly login: DraftLogin;
  readonly name: string;
}

/** The draft with the servers of a proposal. */
export function withProposal(draft: Draft, proposal: Proposal): Draft {
  const { incoming: _, outgoing: __, oauth: ___, advice: ____, provider: _____, ...rest } = draft;
  const { kind, incoming, outgoing, oauth, advice, provider } = proposal;
  return {
    ...rest,
    kind,
    incoming,
    ...(outgoing ? { outgoing } : {}),
    ...(oauth ? { oauth } : {}),
    ...(advice ? { advice } : {}),
    ...(provider === undefined ? {} : { provider }),
  };
}

/** The settings of the account; nothing of what one logs in with. */
export function settingsOf(draft: Draft): AccountSettings {
  const { id, name, kind, address, incoming, outgoing, oauth, path } = draft;
  const signsIn = incoming?.login === 'oauth' || outgoing?.login === 'oauth';
  return {
    id,
    name: name.trim() === '' ? suggestedName(draft) : name.trim(),
    kind,
    ...(address === '' ? {} : { address }),
    ...(incoming ? { incoming } : {}),
    ...(outgoing ? { outgoing } : {}),
    ...(path === undefined ? {} : { path }),
    ...(oauth && signsIn ? { oauth } : {}),
  };
}

/** What the account may be called: the address, else the server, else the end of the path. */
export function suggestedName({ address, incoming, path }: Draft): string {
  if (address !== '') return address;
  return incoming?.host ?? /[^/\\]+(?=[/\\]*$)/.exec(path ?? '')?.[0] ?? '';
}

/** What the test of the outgoing server logs in with. */
export function outgoingLoginOf(draft: Draft): Login | undefined {
  const own = draft.login.outgoingPassword;
  if (draft.outgoing?.login === 'none') return { password: '' };
  return own === undefined ? loginOf(draft) : { password: own };
}

/** What the test logs in with; undefined where the user has given nothing yet. */
export function loginOf({ login: { password, tokens, accessToken } }: Draft): Login | undefined {
  const token = accessToken ?? tokens?.accessToken;
  if (token !== undefined) return { accessToken: token };
  return password === undefined ? undefined : { password };
}

/** The draft as one logs in to all its servers. */
export function withLogin(draft: Draft, kind: ServerSettings['login'], login: DraftLogin): Draft {
  return {
    ...draft,
    login,
    ...(draft.incoming ? { incoming: { ...draft.incoming, login: kind } } : {}),
    ...(draft.outgoing && draft.outgoing.login !== 'none'
      ? { outgoing: { ...draft.outgoing, login: kind } }
      : {}),
  };
}
