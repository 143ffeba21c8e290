// Rule smtp/secret-visible: a password or a token can be read in the log.

import { secretVisibleRule } from '../support/visibleSecrets.ts';

export default secretVisibleRule('smtp', {
  examples: {
    valid: [
      { text: 'S: 220 mx.example.com\nC: AUTH PLAIN *****\nS: 235 ok\n' },
      // The password is masked inside the base64.
      { text: 'S: 220 mx.example.com\nC: AUTH PLAIN AGpvZQA8cmVkYWN0ZWQ+\nS: 235 ok\n' },
      {
        text: 'S: 220 mx.example.com\nC: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: am9l\nS: 334 UGFzc3dvcmQ6\nC: *\nS: 501 no\n',
      },
      {
        text: 'S: 220 mx.example.com\nC: AUTH CRAM-MD5\nS: 334 PDFAYT4=\nC: am9lIDAxMjM0NTY3ODkwMTIzNDU2Nzg5MDEyMzQ1Njc4OTAx\nS: 235 ok\n',
      },
    ],
    invalid: [
      {
        text: 'S: 220 mx.example.com\nC: AUTH PLAIN «AGpvZQBvcGVuc2VzYW1l»\nS: 235 ok\n',
        fixed: 'S: 220 mx.example.com\nC: AUTH PLAIN AGpvZQByZWRhY3RlZC0x\nS: 235 ok\n',
        messages: ['password'],
      },
      {
        text: 'S: 220 mx.example.com\nC: AUTH PLAIN\nS: 334 \nC: «AGpvZQBvcGVuc2VzYW1l»\nS: 235 ok\n',
        fixed: 'S: 220 mx.example.com\nC: AUTH PLAIN\nS: 334 \nC: AGpvZQByZWRhY3RlZC0x\nS: 235 ok\n',
        messages: ['password'],
      },
      {
        text: 'S: 220 mx.example.com\nC: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: am9l\nS: 334 UGFzc3dvcmQ6\nC: «b3BlbnNlc2FtZQ==»\nS: 235 ok\n',
        fixed:
          'S: 220 mx.example.com\nC: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: am9l\nS: 334 UGFzc3dvcmQ6\nC: cmVkYWN0ZWQtMQ==\nS: 235 ok\n',
        messages: ['password'],
      },
      {
        text: 'S: 334 UGFzc3dvcmQ6\nC: «b3BlbnNlc2FtZQ==»\nS: 235 ok\nC: QUIT\nS: 221 bye\n',
        fixed: 'S: 334 UGFzc3dvcmQ6\nC: cmVkYWN0ZWQtMQ==\nS: 235 ok\nC: QUIT\nS: 221 bye\n',
        messages: ['password'],
      },
      {
        text: 'S: 220 mx.example.com\nC: AUTH XOAUTH2 «dXNlcj1qb2UBYXV0aD1CZWFyZXIgeWEyOS54AQE=»\nS: 235 ok\n',
        fixed:
          'S: 220 mx.example.com\nC: AUTH XOAUTH2 dXNlcj1qb2UBYXV0aD1CZWFyZXIgcmVkYWN0ZWQtMQEB\nS: 235 ok\n',
        messages: ['token'],
      },
      {
        text: 'S: 220 mx.example.com\nC: AUTH CRAM-MD5\nS: 334 PDFAYT4=\nC: «am9lIDAxMjM0NTY3ODkwMTIzNDU2Nzg5MDEyMzQ1Njc4OTAx»\nS: 235 ok\n',
        fixed:
          'S: 220 mx.example.com\nC: AUTH CRAM-MD5\nS: 334 PDFAYT4=\nC: am9lIDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAx\nS: 235 ok\n',
        messages: ['digest'],
        options: { digests: true },
      },
    ],
  },
});
