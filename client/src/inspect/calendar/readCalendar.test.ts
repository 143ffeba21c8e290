// Invitations, whole, changed and cut off.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCalendar } from './readCalendar.ts';

const invitation = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//example//EN',
  'METHOD:REQUEST',
  'BEGIN:VTIMEZONE',
  'TZID:Somewhere',
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0100',
  'END:STANDARD',
  'END:VTIMEZONE',
  'BEGIN:VEVENT',
  'UID:1@example.org',
  'SEQUENCE:2',
  'DTSTAMP:20241119T080000Z',
  'DTSTART;TZID=Somewhere:20241120T100000',
  'DTEND;TZID=Somewhere:20241120T110000',
  'SUMMARY:Garden\\, part two',
  'LOCATION:Room 1',
  'STATUS:CONFIRMED',
  'RRULE:FREQ=WEEKLY;COUNT=3',
  'ORGANIZER;CN=Ann:mailto:ann@example.org',
  'ATTENDEE;CN="Bob, the other";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION:MAILTO:bob@example.net',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

test('an invitation', () => {
  assert.deepEqual(readCalendar(invitation), {
    method: 'REQUEST',
    cut: false,
    entries: [
      {
        kind: 'vevent',
        uid: '1@example.org',
        sequence: 2,
        summary: 'Garden, part two',
        description: '',
        location: 'Room 1',
        status: 'CONFIRMED',
        start: { text: '2024-11-20T10:00:00', zone: 'Somewhere', epoch: Date.UTC(2024, 10, 20, 9) },
        end: { text: '2024-11-20T11:00:00', zone: 'Somewhere', epoch: Date.UTC(2024, 10, 20, 10) },
        organizer: { name: 'Ann', address: 'ann@example.org', status: '', role: '' },
        attendees: [
          {
            name: 'Bob, the other',
            address: 'bob@example.net',
            status: 'NEEDS-ACTION',
            role: 'REQ-PARTICIPANT',
          },
        ],
        recurrence: 'FREQ=WEEKLY;COUNT=3',
      },
    ],
  });
});

test('a zone that the calendar does not hold is named, and no moment is made up', () => {
  const [start, end] = [invitation.indexOf('BEGIN:VTIMEZONE'), invitation.indexOf('BEGIN:VEVENT')];
  const entry = readCalendar(invitation.slice(0, start) + invitation.slice(end))?.entries[0];
  assert.deepEqual(entry?.start, { text: '2024-11-20T10:00:00', zone: 'Somewhere', epoch: undefined });
});

test('what is cut off, changed or no calendar gives nothing, and no throw', () => {
  assert.equal(readCalendar(invitation.slice(0, 400)), undefined);
  assert.equal(readCalendar('Hello'), undefined);
  assert.equal(readCalendar(''), undefined);
  assert.equal(
    readCalendar(invitation.replace('20241120T100000', 'soon'))?.entries[0]?.end?.zone ?? 'Somewhere',
    'Somewhere',
  );
  assert.equal(readCalendar(`BEGIN:VCALENDAR${'\r\nX'.repeat(10)}`), undefined);
});

test('a series that never ends is not expanded', () => {
  const entry = readCalendar(invitation.replace('FREQ=WEEKLY;COUNT=3', 'FREQ=SECONDLY'))?.entries[0];
  assert.equal(entry?.recurrence, 'FREQ=SECONDLY');
});

test('a zone that would be worked out for centuries is taken for an unknown one', () => {
  const withRule = invitation.replace(
    'END:STANDARD',
    'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD',
  );
  const before = readCalendar(invitation)?.entries[0]?.start;
  for (const [found, bomb] of [
    [/(?<=BEGIN:STANDARD[^]*?DTSTART:)\d{4}/, '0001'],
    [/(?<=BEGIN:STANDARD[^]*?RRULE:)[^\r\n]*/, 'FREQ=SECONDLY'],
    [/(?<=BEGIN:STANDARD[^]*?RRULE:)[^\r\n]*/, 'FREQ=YEARLY;BYHOUR=1,2,3;BYMINUTE=1;BYSECOND=1'],
  ] as const) {
    const hostile = withRule.replace(found, bomb);
    assert.notEqual(hostile, withRule);
    assert.deepEqual(readCalendar(hostile)?.entries[0]?.start, { ...before, epoch: undefined });
  }
  assert.deepEqual(readCalendar(withRule)?.entries[0]?.start, before);
});

test('a line that no program writes is not read, and what is cut is said', () => {
  const parameters = readCalendar(
    invitation.replace('ATTENDEE', `X-A${';A=B'.repeat(50_000)}:C\r\nATTENDEE`),
  );
  assert.equal(parameters?.cut, true);
  const file = readCalendar(
    invitation.replace('ATTENDEE', `ATTACH;VALUE=BINARY:${'A'.repeat(50_000)}\r\nATTENDEE`),
  );
  assert.equal(file?.cut, false);
});

test('a time that is none: the entry stays, without it', () => {
  const entry = readCalendar(invitation.replace(/DTSTART;TZID=Somewhere:\d+T\d+/, 'DTSTART:whenever'))
    ?.entries[0];
  assert.equal(entry?.summary, 'Garden, part two');
  assert.equal(entry.start, undefined);
});
