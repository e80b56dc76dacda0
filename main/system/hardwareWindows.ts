import { z } from 'zod';
import type { RunCommand } from './command.ts';
import type { HardwareReading } from './hardwareReading.ts';
import { runPowerShell } from './powerShell.ts';
import { GUEST_SERVICES, HYPER_V_GUEST } from './windows/guestServices.ts';

/**
 * One PowerShell start for everything: its start costs more than all the classes together. Only what
 * is named here is selected, so no serial number is ever read. Addresses are cut to their maker's part
 * before they leave PowerShell.
 */
const SCRIPT = `
$ErrorActionPreference = 'SilentlyContinue'
[Console]::OutputEncoding = [Text.Encoding]::UTF8
Add-Type -AssemblyName System.Windows.Forms
$system = Get-CimInstance Win32_ComputerSystem -Property Manufacturer,Model,HypervisorPresent
$bios = Get-CimInstance Win32_BIOS -Property Manufacturer,SMBIOSBIOSVersion
$board = Get-CimInstance Win32_BaseBoard -Property Manufacturer,Product
$processor = Get-CimInstance Win32_Processor -Property Name
$video = Get-CimInstance Win32_VideoController -Property Name
$pci = Get-CimInstance Win32_PnPEntity -Property PNPDeviceID -Filter "PNPDeviceID LIKE 'PCI%'" |
  Where-Object { $_.PNPDeviceID -like 'PCI\\VEN_*' }
$net = Get-CimInstance Win32_NetworkAdapter -Property MACAddress,PNPDeviceID -Filter "PhysicalAdapter = TRUE"
$services = 'HKLM:\\SYSTEM\\CurrentControlSet\\Services'
$guest = @(${GUEST_SERVICES.map((name) => `'${name}'`).join(',')} |
  Where-Object { Test-Path -LiteralPath "$services\\$_" })
if (Test-Path 'HKLM:\\${HYPER_V_GUEST}') { $guest += 'Hyper-V' }
$glass = (Get-ItemProperty 'HKLM:\\SYSTEM\\CurrentControlSet\\Control\\Terminal Server').GlassSessionId
[pscustomobject]@{
  manufacturer = $system.Manufacturer; model = $system.Model
  hypervisorPresent = $system.HypervisorPresent
  biosVendor = $bios.Manufacturer; biosVersion = $bios.SMBIOSBIOSVersion
  boardVendor = $board.Manufacturer; boardModel = $board.Product
  processor = @($processor)[0].Name
  graphics = @($video | Where-Object { $_ } | ForEach-Object { $_.Name })
  pci = @($pci | Where-Object { $_ } | ForEach-Object { $_.PNPDeviceID.Substring(8, 4) } | Select-Object -Unique)
  adapters = @($net | Where-Object { $_.PNPDeviceID -like 'PCI\\*' -and $_.MACAddress } |
    ForEach-Object { $_.MACAddress.Substring(0, 8) })
  guestServices = $guest
  glassSession = $glass
  ownSession = [Diagnostics.Process]::GetCurrentProcess().SessionId
  terminalServerSession = [System.Windows.Forms.SystemInformation]::TerminalServerSession
} | ConvertTo-Json -Compress -Depth 3
`;

const text = z.string().trim().nullish();
const Answer = z.object({
  manufacturer: text,
  model: text,
  hypervisorPresent: z.boolean().nullish(),
  biosVendor: text,
  biosVersion: text,
  boardVendor: text,
  boardModel: text,
  processor: text,
  graphics: z.array(z.string().nullable()).nullish(),
  pci: z.array(z.string()).nullish(),
  adapters: z.array(z.string()).nullish(),
  guestServices: z.array(z.string()).nullish(),
  glassSession: z.number().int().nullish(),
  ownSession: z.number().int().nullish(),
  terminalServerSession: z.boolean().nullish(),
});

/** What one read of Windows gives: the hardware, and whether this is a Remote Desktop session. */
export interface WindowsReading {
  readonly hardware: HardwareReading;
  /** `SM_REMOTESESSION`. */
  readonly terminalServerSession?: boolean;
  /**
   * Whether the session is the one on the machine's own screen (`GlassSessionId`): some remote
   * sessions with a graphics card of their own do not set the flag above (Microsoft, "Detecting the
   * Remote Desktop Services environment").
   */
  readonly onConsole?: boolean;
}

/** Rejects when PowerShell is forbidden by policy, missing or too slow. */
export async function readWindowsHardware(run: RunCommand): Promise<WindowsReading> {
  return parseWindowsHardware(await runPowerShell(run, SCRIPT));
}

/** Reads the JSON that the script prints. Throws when it is no such JSON. */
export function parseWindowsHardware(stdout: string): WindowsReading {
  const answer = Answer.parse(JSON.parse(stdout.replace(/^\uFEFF/, '')));
  const { graphics, pci, adapters, guestServices, glassSession, ownSession, ...rest } = answer;
  const { hypervisorPresent, terminalServerSession, ...names } = rest;
  const hardware: HardwareReading = {
    platform: 'win32',
    ...namesThatWereRead(names),
    ...(typeof hypervisorPresent === 'boolean' ? { hypervisorPresent } : {}),
    ...(graphics ? { graphics: graphics.filter((name) => name !== null) } : {}),
    ...(pci ? { pciVendors: pci.map((id) => id.toLowerCase()) } : {}),
    ...(adapters ? { adapterMakers: adapters.map((maker) => maker.toLowerCase()) } : {}),
    ...(guestServices ? { guestServices } : {}),
    unread: Object.entries(answer).flatMap(([part, value]) =>
      value === null || value === undefined ? [part] : [],
    ),
  };
  return {
    hardware,
    ...(typeof terminalServerSession === 'boolean' ? { terminalServerSession } : {}),
    ...(typeof glassSession === 'number' && typeof ownSession === 'number'
      ? { onConsole: glassSession === ownSession }
      : {}),
  };
}

function namesThatWereRead(names: Readonly<Record<string, string | null | undefined>>) {
  return Object.fromEntries(Object.entries(names).filter(([, value]) => value));
}
