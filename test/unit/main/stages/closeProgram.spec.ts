import { describe, expect, it } from 'vitest';
import { programCloser } from '../../../../main/stages/closeProgram.ts';
import type { EndAnswer, ProcessEnder } from '../../../../main/system/endProcess.ts';
import type { RunningProcess } from '../../../../main/system/runningProcess.ts';
import { silentLog } from '../../../fakes/log.ts';
import { policyAt } from '../../../fakes/policy.ts';

const OWN = 1;

/** A machine where each process answers as its name says. */
class Machine implements ProcessEnder {
  readonly asked: string[] = [];
  running: RunningProcess[];
  answer: EndAnswer = 'asked';
  /** What a process does when it is asked: end, or nothing. */
  heeds = true;

  constructor(...running: RunningProcess[]) {
    this.running = running;
  }

  isThere(process: RunningProcess): Promise<boolean> {
    return Promise.resolve(this.running.includes(process));
  }

  ask(process: RunningProcess, force: boolean): Promise<EndAnswer> {
    this.asked.push(`${process.pid}${force ? ' by force' : ''}`);
    if (this.answer === 'asked' && (this.heeds || force))
      this.running = this.running.filter((each) => each !== process);
    return Promise.resolve(this.answer);
  }

  closer() {
    const grant = { policy: policyAt('medium') };
    return programCloser({
      sessions: { current: () => ({ grant }) } as never,
      system: {
        readProcesses: () => Promise.resolve({ system: 'linux', processes: this.running }),
      },
      ender: this,
      ownPid: OWN,
      log: silentLog,
    });
  }
}

const anydesk = { pid: 10, name: 'anydesk', started: '5' };
const helper = { pid: 11, name: 'anydesk', started: '6' };
const discord = { pid: 12, name: 'Discord', started: '7' };
const diary = { pid: 13, name: 'my-diary', started: '8' };

describe('“Close it for me”', () => {
  it('asks every process of that program, and no other', async () => {
    const machine = new Machine(anydesk, helper, discord, diary);
    expect(await machine.closer()('anydesk', false)).toBe('closed');
    expect(machine.asked).toEqual(['10', '11']);
    expect(machine.running).toEqual([discord, diary]);
  });

  it('uses force only when that is said', async () => {
    const machine = new Machine(anydesk);
    machine.heeds = false;
    const close = machine.closer();
    expect(await close('anydesk', false)).toBe('running');
    expect(machine.asked).toEqual(['10']);
    expect(await close('anydesk', true)).toBe('closed');
    expect(machine.asked).toEqual(['10', '10 by force']);
  }, 15_000);

  it('says when the system does not let us', async () => {
    const machine = new Machine(anydesk);
    machine.answer = 'refused';
    expect(await machine.closer()('anydesk', true)).toBe('refused');
  });

  it('touches nothing that the exam does not forbid, nor ourselves', async () => {
    const machine = new Machine(diary, { ...discord, pid: OWN });
    const close = machine.closer();
    for (const rule of ['my-diary', 'diary', 'anydesk', 'discord', ''])
      expect(await close(rule, true)).toBe('not_found');
    expect(machine.asked).toEqual([]);
  });

  it('is not done while the program starts itself anew', async () => {
    const machine = new Machine(anydesk);
    const ask = machine.ask.bind(machine);
    machine.ask = async (process, force) => {
      const answer = await ask(process, force);
      machine.running.push(helper);
      return answer;
    };
    expect(await machine.closer()('anydesk', false)).toBe('running');
  });
});
