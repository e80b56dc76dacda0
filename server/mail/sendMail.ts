import { readFileSync } from 'node:fs';
import { createTransport, type Transporter } from 'nodemailer';
import { z } from 'zod';
import type { Outcome } from '../deliveries/outcome.ts';
import type { MailConfig } from './mailConfig.ts';

/** One mail to one person, in plain text and in HTML. */
export interface Mail {
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly language: string;
  /** The same for every try, so that a mailbox knows a mail that came twice. */
  readonly id: string;
}

export interface MailSender {
  send(mail: Mail): Promise<Outcome>;
  close(): void;
}

/** No mail server that works takes longer to answer (milliseconds). */
const PATIENCE = 30_000;

export function mailSender({ smtp, from }: MailConfig): MailSender {
  const transport: Transporter = createTransport({
    host: smtp.host,
    port: smtp.port,
    secure: smtp.security === 'tls',
    requireTLS: smtp.security === 'starttls',
    ignoreTLS: smtp.security === 'none',
    tls: {
      minVersion: 'TLSv1.2',
      ...(smtp.ca === undefined ? {} : { ca: readFileSync(smtp.ca) }),
    },
    ...(smtp.user === undefined || smtp.password === undefined
      ? {}
      : { auth: { user: smtp.user, pass: smtp.password } }),
    connectionTimeout: PATIENCE,
    greetingTimeout: PATIENCE,
    socketTimeout: PATIENCE,
    // A mail is made of our own words: nothing in it names a file or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = /@([^>\s]+)>?$/.exec(from)?.[1] ?? 'localhost';
  return {
    async send({ to, id, language, ...words }) {
      try {
        await transport.sendMail({
          ...{ from, to, ...words },
          messageId: `<${id}@${domain}>`,
          headers: {
            'Content-Language': language,
            // Nobody's holiday notice is an answer to it (RFC 3834).
            'Auto-Submitted': 'auto-generated',
          },
        });
        return { kind: 'delivered', code: 'sent' };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    close: () => transport.close(),
  };
}

const Failure = z.object({
  code: z.string().optional(),
  responseCode: z.number().optional(),
  command: z.string().optional(),
  response: z.string().optional(),
});

/** The code of an outcome whose address does not exist: what came back counts as bounced. */
export const RECIPIENT_REFUSED = 'recipient_refused';

/** What a failure comes to. The server's words are not kept: they may hold the address. */
function outcomeOf(error: unknown): Outcome {
  const { code, responseCode: status, command, response } = Failure.catch({}).parse(error);
  const told = status === undefined ? {} : { status };
  const isPermanent = status !== undefined && status >= 500;
  // The library names the command that was answered; its code is the same for the sender and the content.
  if (isPermanent && command === 'RCPT TO' && isOfRecipient(status, response ?? '')) {
    return { kind: 'impossible', code: RECIPIENT_REFUSED, ...told };
  }
  if (code === 'EAUTH' || code === 'ENOAUTH' || status === 530 || status === 535)
    return { kind: 'refused', code: 'mail_login_refused', ...told };
  if (code === 'ETLS' || isCertificateFault(error))
    return { kind: 'refused', code: 'mail_tls_failed', ...told };
  if (isPermanent) {
    const what = command === 'MAIL FROM' ? 'mail_sender_refused' : 'mail_refused';
    // What a rule of the server says of one mail it says of all: somebody mends it, and they go out.
    return { kind: 'refused', code: what, ...told };
  }
  return {
    kind: 'later',
    code: status === undefined ? 'mail_unreachable' : 'mail_deferred',
    ...told,
  };
}

/** Replies that are about a mailbox where no enhanced status says more (RFC 5321 §4.2.3, RFC 7504). */
const OF_MAILBOX: ReadonlySet<number> = new Set([550, 551, 552, 553, 556]);

/**
 * Whether a refusal after RCPT TO is about this recipient, and not a rule that would refuse others too:
 * the enhanced status tells the mail system, the protocol and policy apart (RFC 3463 §3); servers that
 * have none tell a relay that is not permitted in words.
 */
function isOfRecipient(status: number, response: string): boolean {
  const subject = /^5\d\d[ -]5\.(\d{1,3})\.\d/.exec(response)?.[1];
  if (subject === '1' || subject === '2' || subject === '4') return true;
  if (subject === '3' || subject === '5' || subject === '7') return false;
  return OF_MAILBOX.has(status) && !/relay|authenticat/i.test(response);
}

function isCertificateFault(error: unknown): boolean {
  return error instanceof Error && /certificate|self.signed|altnames/i.test(error.message);
}
