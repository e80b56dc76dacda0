import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface MailServer {
  readonly port: number;
  /** What came, in its order. */
  readonly mails: ParsedMail[];
  /** While `refused` is set, no sender may send, and this is why. */
  readonly senders: { refused?: string };
  close(): Promise<void>;
}

/** A real mail server that keeps what it gets, and knows nobody whose name begins with `gone`. */
export async function startMailServer(more: SMTPServerOptions = {}): Promise<MailServer> {
  const mails: ParsedMail[] = [];
  const senders: MailServer['senders'] = {};
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onMailFrom(_address, _session, done) {
      if (senders.refused === undefined) return done();
      done(Object.assign(new Error(senders.refused), { responseCode: 550 }));
    },
    onRcptTo({ address }, _session, done) {
      if (!address.startsWith('gone')) return done();
      const refusal = Object.assign(new Error('5.1.1 no such user'), { responseCode: 550 });
      done(refusal);
    },
    onData(stream, _session, done) {
      void simpleParser(stream).then((mail) => {
        mails.push(mail);
        done();
      });
    },
    ...more,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    mails,
    senders,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
