// Finds LMTP where no hello names it: behind its message each recipient has a reply (RFC 2033 4.2).

/** Takes what is said in one session, line by line. */
export class RecipientReplies {
  /** True once a message had more than one final reply, and had the recipients for them. */
  found = false;
  /** True where a hello or a greeting names the other protocol, or several replies are those of an extension of it. */
  #smtp = false;
  #recipients = 0;
  #behindMessage = false;
  #replies = 0;

  take(speaker: 'client' | 'server', text: string): void {
    if (this.#smtp || this.found) return;
    if (speaker === 'server') this.#server(text);
    else this.#client(text);
  }

  #server(text: string): void {
    if (SMTP_REPLY.test(text)) this.#smtp = true;
    else if (this.#behindMessage && FINAL.test(text) && ++this.#replies > 1) {
      this.found = this.#replies <= this.#recipients;
    }
  }

  #client(text: string): void {
    this.#behindMessage = text === '.';
    this.#replies = 0;
    if (HELLO.test(text)) this.#smtp = true;
    else if (RCPT.test(text)) this.#recipients++;
    else if (BEGINS.test(text)) this.#recipients = 0;
  }
}

const HELLO = /^(?:EHLO|HELO)\b/i;
const RCPT = /^RCPT TO/i;
const BEGINS = /^(?:MAIL FROM|RSET)\b/i;
/** A greeting that names its protocol, and the reply of Exim's PRDR in place of 354. */
const SMTP_REPLY = /^(?:220[ -].*\bE?SMTP\b|353[ -])/;
/** The last line of a reply; the server may hang up, or part, behind any. */
const FINAL = /^(?!421|221)[245]\d\d(?: |$)/;
