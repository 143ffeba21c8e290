// The tables of IMAP agree with each other and with the grammar.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { imapCapabilities, imapCapability, offers, withImplied } from './capabilities.ts';
import { imapCommand, imapCommands } from './commands.ts';
import { flagRow, mailboxAttributes, mailboxUses, systemFlags } from './flags.ts';
import { commandSyntax } from './grammar/commands.ts';
import { responseCodes } from './grammar/responseCodes.ts';
import { imapResponseCode, imapResponseCodes } from './responseCodes.ts';

test('each command of the table has a grammar', () => {
  const without = imapCommands.filter(({ verb }) => !Object.hasOwn(commandSyntax, verb.replace(/^UID /, '')));
  assert.deepEqual(
    without.map(({ verb }) => verb),
    [],
  );
  assert.equal(imapCommand('uid fetch')?.verb, 'UID FETCH');
});

test('each command needs a capability that is known', () => {
  const unknown = imapCommands
    .flatMap(({ needs }) => (needs === undefined ? [] : [needs]))
    .filter((name) => {
      return !imapCapability(name) && !imapCapability(`${name}=`);
    });
  assert.deepEqual(unknown, []);
});

test('each explained response code has a grammar', () => {
  const without = imapResponseCodes.filter(({ code }) => !Object.hasOwn(responseCodes, code));
  assert.deepEqual(
    without.map(({ code }) => code),
    [],
  );
  assert.match(imapResponseCode('trycreate')?.next ?? '', /CREATE/);
});

test('what capabilities stand for', () => {
  assert.equal(new Set(imapCapabilities.map(({ name }) => name)).size, imapCapabilities.length);
  assert.equal(imapCapability('auth=plain')?.name, 'AUTH=');
  assert.equal(imapCapability('QUOTA=RES-STORAGE')?.name, 'QUOTA=RES-');
  const rev2 = withImplied(['IMAP4rev2', 'QRESYNC', 'THREAD=REFERENCES']);
  assert.ok(
    ['MOVE', 'UIDPLUS', 'CONDSTORE', 'THREAD', 'THREAD=REFERENCES', 'LITERAL-'].every((name) =>
      offers(rev2, name),
    ),
  );
  assert.ok(!offers(rev2, 'LITERAL+') && !offers(rev2, 'SORT'));
});

test('flags and attributes in any case', () => {
  assert.ok(
    flagRow(systemFlags, '\\SEEN') &&
      flagRow(mailboxUses, '\\sent') &&
      flagRow(mailboxAttributes, '\\noselect'),
  );
  assert.equal(flagRow(systemFlags, '\\Red'), undefined);
});
