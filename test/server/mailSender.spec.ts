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
});
