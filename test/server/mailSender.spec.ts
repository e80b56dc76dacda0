import { describe, expect, it } from 'vitest';
import { mailSender } from '../../server/mail/sendMail.ts';
import { startMailServer } from './support/mailServer.ts';

describe('a mail server', () => {
  const mail = {
    to: { name: 'Ann', address: 'ann@example.org' },
    ...{ subject: 'S', text: 'T', html: '<p>T</p>', language: 'en', id: 'one' },
  };
  const outcome = async (port: number, security: 'tls' | 'starttls' | 'none'): Promise<object> => {
    const sender = mailSender({
      smtp: { host: '127.0.0.1', port, security },
      from: 'a@uni.example',
    });
    const came = await sender.send(mail);
    sender.close();
    return came;
  };

  it('without TLS gets nothing where TLS is asked for', async () => {
    const plain = await startMailServer();
    expect(await outcome(plain.port, 'starttls')).toMatchObject({
      kind: 'refused',
      code: 'mail_tls_failed',
    });
    expect((await outcome(plain.port, 'tls')) as { kind: string }).not.toMatchObject({
      kind: 'delivered',
    });
    expect(plain.mails).toEqual([]);
    await plain.close();
  });

  it('with a certificate that nobody vouches for gets nothing', async () => {
    // The library's own self-signed certificate.
    const server = await startMailServer({ disabledCommands: ['AUTH'] });
    expect(await outcome(server.port, 'starttls')).toMatchObject({
      kind: 'refused',
      code: 'mail_tls_failed',
    });
    expect(server.mails).toEqual([]);
    await server.close();
  });

  it('that is away or busy is asked again later', async () => {
    const busy = await startMailServer({
      onMailFrom: (_address, _session, done) =>
        done(Object.assign(new Error('4.3.2 try later'), { responseCode: 451 })),
    });
    expect(await outcome(busy.port, 'none')).toEqual({
      kind: 'later',
      code: 'mail_deferred',
      status: 451,
    });
    await busy.close();
    expect(await outcome(busy.port, 'none')).toEqual({ kind: 'later', code: 'mail_unreachable' });
  });

  const refusal = (responseCode: number, words: string): Error =>
    Object.assign(new Error(words), { responseCode });

  it.each([
    ['550 of no such user', 550, '5.1.1 no such user'],
    ['550 of a full mailbox', 550, '5.2.2 mailbox full'],
    ['550 without an enhanced status', 550, 'no such user here'],
    ['553 without an enhanced status', 553, 'mailbox name not allowed'],
  ])('that refuses the recipient has the mail bounce: %s', async (_name, status, words) => {
    const server = await startMailServer({
      onRcptTo: (_address, _session, done) => done(refusal(status, words)),
    });
    expect(await outcome(server.port, 'none')).toEqual({
      kind: 'impossible',
      code: 'recipient_refused',
      status,
    });
    await server.close();
  });

  it.each([
    [550, '5.7.1 relaying denied', 'mail_refused'],
    [554, '5.7.1 relay access denied', 'mail_refused'],
    [550, 'relay not permitted', 'mail_refused'],
    [554, 'transaction failed', 'mail_refused'],
    [503, '5.5.1 bad sequence of commands', 'mail_refused'],
    [530, '5.7.0 authentication required', 'mail_login_refused'],
    [535, '5.7.8 authentication failed', 'mail_login_refused'],
  ])('that has a rule against every recipient is somebody’s to mend: %i %s', async (...given) => {
    const [status, words, code] = given;
    const server = await startMailServer({
      onRcptTo: (_address, _session, done) => done(refusal(status, words)),
    });
    expect(await outcome(server.port, 'none')).toEqual({ kind: 'refused', code, status });
    await server.close();
  });

  it('that refuses the sender or the content is somebody’s to mend', async () => {
    const sender = await startMailServer({
      onMailFrom: (_address, _session, done) => done(refusal(550, '5.1.8 sender not allowed')),
    });
    expect(await outcome(sender.port, 'none')).toEqual({
      kind: 'refused',
      code: 'mail_sender_refused',
      status: 550,
    });
    await sender.close();
    const content = await startMailServer({
      onData(stream, _session, done) {
        stream.resume().on('end', () => done(refusal(550, '5.1.1 policy')));
      },
    });
    expect(await outcome(content.port, 'none')).toEqual({
      kind: 'refused',
      code: 'mail_refused',
      status: 550,
    });
    await content.close();
  });

  it('that wants a sign-in before anything else is somebody’s to mend', async () => {
    const server = await startMailServer({ authOptional: false, disabledCommands: ['STARTTLS'] });
    expect(await outcome(server.port, 'none')).toEqual({
      kind: 'refused',
      code: 'mail_login_refused',
      status: 530,
    });
    await server.close();
  });
});
