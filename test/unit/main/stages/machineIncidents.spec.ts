import { describe, expect, it } from 'vitest';
import type { JourneyAt } from '../../../../contract/journey.ts';
import type { CheckSystem, MachineReading } from '../../../../main/checks/index.ts';
import { checksStage } from '../../../../main/stages/3-checks.ts';
import { SessionReading } from '../../../../main/system/sessionReading.ts';
import { grant } from '../../../fixtures/grant.ts';
import { recordedMachines } from '../../../fixtures/machines/machine.ts';
import { sessionView } from '../../../fixtures/session.ts';
import { stageParts } from './stageParts.ts';

const nothing = () => Promise.reject(new Error('not asked for here'));
const start: JourneyAt<'checks'> = { stage: 'checks', session: sessionView(), results: {} };

function readingOf(name: string): MachineReading {
  const found = recordedMachines().find((recorded) => recorded.name === name);
  if (found === undefined) throw new Error(`${name} is not recorded`);
  const { hardware, session } = found.machine;
  return { hardware, session: session ?? SessionReading.parse({ platform: hardware.platform }) };
}

/** The step of the machine, on a recorded machine, as often as the candidate checks again. */
async function check(name: string, { allowed = false, times = 1 } = {}) {
  const given = grant({}, { allowVirtualEnvironment: allowed, secureBrowser: true });
  const made = stageParts(start, given);
  await made.begin();
  const system: CheckSystem = {
    readDisplays: nothing,
    readMachine: () => Promise.resolve(readingOf(name)),
    readProcesses: nothing,
    readNetwork: nothing,
    readPower: nothing,
    readDisk: nothing,
    readSideChannels: nothing,
    listDevices: nothing,
    readSession: nothing,
  };
  const flow = { begin: () => '', chunk: nothing, end: nothing };
  const stage = checksStage({ ...made.parts, system, flow });
  let result = await stage.run('virtual_machine');
  for (let again = 1; again < times; again += 1) result = await stage.run('virtual_machine');
  const told = made.reported().filter((kind) => /virtual|remote/.test(kind));
  return { result, told, now: made.parts.journey.now() };
}

describe('what the verdict on a machine leads to', () => {
  it('clean: goes on, and nothing is told', async () => {
    const { result, told, now } = await check('windows-physical-surface-pro');
    expect(result).toMatchObject({ outcome: 'pass', state: 'succeeded', evidence: [] });
    expect(told).toEqual([]);
    expect(now.stage).toBe('checks');
  });

  it('suspicious: goes on, and the proctor is told with the evidence', async () => {
    const { result, told, now } = await check('linux-physical-watched-by-x11vnc');
    expect(result).toMatchObject({ outcome: 'warn', state: 'succeeded' });
    expect(result.evidence).toEqual([{ code: 'remote_sharer', values: { program: 'x11vnc' } }]);
    expect(told).toEqual(['remote_session_suspected']);
    expect(now.stage).toBe('checks');
  });

  it('virtual: blocks, and the proctor is told', async () => {
    const { result, told, now } = await check('linux-virtualbox');
    expect(result).toMatchObject({ outcome: 'fail', state: 'failed' });
    expect(told).toEqual(['virtual_machine_suspected']);
    expect(now).toMatchObject({ stage: 'blocked', reason: 'virtual_machine' });
  });

  it('remote: blocks for being remote, on a physical machine', async () => {
    const { told, now } = await check('linux-physical-by-xrdp');
    expect(told).toEqual(['remote_session_suspected']);
    expect(now).toMatchObject({ stage: 'blocked', reason: 'remote_session' });
  });

  it('virtual and remote: both are told', async () => {
    const { told } = await check('windows-azure-by-remote-desktop');
    expect(told).toEqual(['virtual_machine_suspected', 'remote_session_suspected']);
  });

  it('allowed: goes on, and what was allowed stands in the record', async () => {
    const { result, told, now } = await check('linux-virtualbox', { allowed: true });
    expect(result.outcome).toBe('pass');
    expect(told).toEqual(['virtual_machine_allowed']);
    expect(now.stage).toBe('checks');
  });

  it('checking again tells nothing twice', async () => {
    const { told } = await check('linux-physical-watched-by-x11vnc', { times: 3 });
    expect(told).toEqual(['remote_session_suspected']);
  });
});
