import type { CheckStep, CheckVerdict } from '../../contract/check.ts';
import type { LockdownPolicy } from '../../contract/lockdownPolicy.ts';
import type { OperatingSystem } from '../../contract/processRules.ts';
import type { Device } from '../system/devices/index.ts';
import type { DiskReading } from '../system/disk.ts';
import type { DisplayReading } from '../system/displays.ts';
import type { HardwareReading } from '../system/hardwareReading.ts';
import type { NetworkReading } from '../system/network.ts';
import type { PowerReading } from '../system/power.ts';
import type { RunningProcess } from '../system/runningProcess.ts';
import type { SessionReading } from '../system/sessionType.ts';
import type { SideChannelReading } from '../system/sideChannels/index.ts';

/** Hardware and session together: where the exam would really be taken. */
export interface MachineReading {
  readonly hardware: HardwareReading;
  readonly session: SessionReading;
}

export interface ProcessReading {
  readonly system: OperatingSystem;
  readonly processes: readonly RunningProcess[];
}

/** What checks may ask of the machine. A read that fails rejects; it never answers something made up. */
export interface CheckSystem {
  readonly readDisplays: () => Promise<DisplayReading>;
  readonly readMachine: () => Promise<MachineReading>;
  readonly readProcesses: () => Promise<ProcessReading>;
  readonly readNetwork: () => Promise<NetworkReading>;
  readonly readPower: () => Promise<PowerReading>;
  readonly readDisk: () => Promise<DiskReading>;
  readonly readSession: () => Promise<SessionReading>;
  /** What could not be read of it is absent, and told to the log. */
  readonly readSideChannels: () => Promise<SideChannelReading>;
  /** Undefined where the system would not say. */
  readonly listDevices: () => Promise<readonly Device[] | undefined>;
}

/** One step of the system check: a probe that reads the machine, and a pure verdict on the reading. */
export interface Check<Reading> {
  readonly step: CheckStep;
  /** Milliseconds that the probe may take before it counts as not readable. */
  readonly timeout: number;
  readonly probe: (system: CheckSystem) => Promise<Reading>;
  /** Pure: the same reading and policy give the same verdict. */
  readonly judge: (reading: Reading, policy: LockdownPolicy) => CheckVerdict;
}
