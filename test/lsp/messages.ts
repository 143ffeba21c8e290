// Messages that several tests of the protocol use.

/** 6 December 2024 is a Friday; nothing else is wrong. */
export const WRONG_WEEKDAY = `From: Ada <ada@example.org>
To: Bob <bob@example.net>
Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=
Date: Wed, 06 Dec 2024 10:30:00 +0100
Message-ID: <1@example.org>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b1"

--b1
Content-Type: text/plain; charset=utf-8

Hello
--b1
Content-Type: text/html; charset=utf-8

<p>Hello</p>
--b1--
`;

/** The rule that `WRONG_WEEKDAY` breaks, and its finding. */
export const WEEKDAY_RULE = 'message/date-weekday-mismatch';
export const WEEKDAY = `${WEEKDAY_RULE}@3:6-3:9`;
