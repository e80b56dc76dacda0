/**
 * Names that hypervisors and clouds give their guests in DMI, CIM or `hw.model`. `manufacturer` and
 * `model` are compared as a whole or by their beginning, never anywhere inside: makers of physical
 * machines use the same words ("Microsoft Corporation" makes Surfaces, "Google" makes Chromebooks,
 * "Oracle Corporation" makes servers: systemd pull request 21127).
 * Sources: the vendor table of systemd-detect-virt(1), and the outputs named in test/fixtures/machines.
 */
export interface GuestName {
  readonly product: string;
  /** Absent: the model alone is unmistakable. */
  readonly manufacturer?: RegExp;
  /** Absent: this maker makes no physical machines. */
  readonly model?: RegExp;
}

export const GUEST_NAMES: readonly GuestName[] = [
  { product: 'VirtualBox', manufacturer: /^innotek GmbH$/i },
  { product: 'VirtualBox', model: /^VirtualBox\b/i },
  { product: 'VMware', manufacturer: /^VMware, Inc\.$/i },
  { product: 'VMware', model: /^VMware(\d+,\d+| Virtual Platform)/i },
  { product: 'Hyper-V', manufacturer: /^Microsoft Corporation$/i, model: /^Virtual Machine$/i },
  { product: 'QEMU', manufacturer: /^QEMU$/i },
  { product: 'QEMU', model: /^(Standard PC \(|QEMU Virtual Machine)/i },
  { product: 'KVM', model: /^(KVM( Virtual Machine)?|RHEV Hypervisor|oVirt Node)$/i },
  { product: 'Xen', manufacturer: /^Xen$/i },
  { product: 'Xen', model: /^HVM domU$/i },
  { product: 'Parallels', manufacturer: /^Parallels\b/i },
  { product: 'Parallels', model: /^Parallels\b/i },
  { product: 'bhyve', model: /^BHYVE$/i },
  { product: 'Bochs', manufacturer: /^Bochs$/i },
  { product: 'Apple Virtualization', model: /^(VirtualMac\d|Apple Virtualization )/i },
  { product: 'Nutanix AHV', manufacturer: /^Nutanix$/i, model: /^AHV$/i },
  { product: 'OpenStack', manufacturer: /^OpenStack Foundation$/i },
  { product: 'OpenStack', model: /^OpenStack (Nova|Compute)$/i },
  // `….metal` instances have no hypervisor, yet nobody sits in front of them either.
  { product: 'Amazon EC2', manufacturer: /^Amazon EC2$/i },
  { product: 'Google Compute Engine', model: /^Google Compute Engine$/i },
  { product: 'KubeVirt', manufacturer: /^KubeVirt$/i },
  { product: 'Hetzner Cloud', manufacturer: /^Hetzner$/i, model: /^vServer$/i },
  { product: 'Tencent Cloud', manufacturer: /^Tencent Cloud$/i, model: /^CVM$/i },
  { product: 'Akamai', manufacturer: /^Akamai$|^Linode$/i, model: /^Compute Instance$/i },
  { product: 'DigitalOcean', manufacturer: /^DigitalOcean$/i, model: /^Droplet$/i },
  { product: 'Alibaba Cloud', manufacturer: /^Alibaba Cloud$/i, model: /ECS$/i },
];

/** Firmware and boards that only guests have, compared against vendor and version in turn. */
export const GUEST_FIRMWARE: readonly { readonly product: string; readonly text: RegExp }[] = [
  { product: 'VirtualBox', text: /^(innotek GmbH|VirtualBox)\b/i },
  { product: 'VMware', text: /^(VMware, Inc\.|VMW\d+\.)/i },
  { product: 'VMware', text: /^440BX Desktop Reference Platform$/i },
  // Gen 1 guests have the BIOS of a physical maker, and this board.
  { product: 'Hyper-V', text: /^Virtual Machine$/i },
  // Debian, Ubuntu and Proxmox build this firmware for QEMU alone.
  { product: 'QEMU', text: /\bdistribution of EDK II$/i },
  { product: 'Hyper-V', text: /^Hyper-V UEFI Release\b/i },
  { product: 'Parallels', text: /^Parallels\b/i },
  { product: 'Xen', text: /^Xen$/i },
  { product: 'Bochs', text: /^Bochs$/i },
  { product: 'bhyve', text: /^BHYVE$/i },
  { product: 'Amazon EC2', text: /^Amazon EC2$/i },
];

/** Firmware of QEMU that some physical machines (coreboot, developer boards) have too: a weak sign. */
export const SHARED_FIRMWARE = /^(SeaBIOS|EFI Development Kit II \/ OVMF|OVMF|EDK II)\b/i;

/**
 * Names that QEMU gives its processors, and Apple those of its guests. "VirtualApple" is Rosetta on a
 * physical Mac. Intel and AMD never put the name of a design in brackets.
 */
export const GUEST_PROCESSOR =
  /^(QEMU Virtual CPU|Common KVM processor|Apple .*\(Virtual\)|(Intel|AMD) [^@]*\((Nehalem|Westmere|Sandy ?Bridge|Ivy ?Bridge|Haswell|Broadwell|Skylake|Cascadelake|Icelake|with IBPB)\b)/i;

/** `model` in the device tree of QEMU's and crosvm's ARM boards; the maker is "linux" on no physical one. */
export const GUEST_DEVICE_TREES = /^linux,dummy-virt$/;

/** Words of `systemd-detect-virt` for "a hypervisor that I do not know": Xen dom0 and Qualcomm laptops too. */
export const UNTOLD_DETECTIONS: ReadonlySet<string> = new Set(['vm-other']);

/** Vendor ids of devices that hypervisors emulate (pci.ids). Adapters of a hypervisor on its host are no PCI devices. */
export const GUEST_PCI_VENDORS: Readonly<Record<string, string>> = {
  '80ee': 'VirtualBox',
  '15ad': 'VMware',
  '1af4': 'virtio',
  '1b36': 'QEMU',
  '1234': 'QEMU',
  '1ab8': 'Parallels',
  '5853': 'Xen',
};

/** Graphics adapters of guests. "Microsoft Basic Render Driver" is on every Windows and no sign. */
export const GUEST_GRAPHICS =
  /(VirtualBox Graphics|VBoxVideo|VMware SVGA|Microsoft Hyper-V Video|\bQXL\b|VirtIO GPU|Parallels Display Adapter|Parallels using AMD)/i;

/** Hardware address blocks that hypervisors give out (IEEE OUI list). Physical hosts bridge with them too: weak. */
export const GUEST_ADAPTERS: ReadonlySet<string> = new Set([
  '08:00:27',
  '0a:00:27',
  '00:0c:29',
  '00:50:56',
  '00:05:69',
  '00:15:5d',
  '52:54:00',
  '00:1c:42',
  '00:16:3e',
]);
