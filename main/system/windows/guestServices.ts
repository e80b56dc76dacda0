/**
 * Services that the additions of VirtualBox, VMware, Xen, Parallels and QEMU install in a guest. Never in
 * here: what a physical host has too. VMware's `vmci`, VirtualBox's `VBoxDrv` and `VBoxNetAdp` belong to
 * the host's part, `vmicheartbeat` and its sisters come with every Windows.
 */
export const GUEST_SERVICES = [
  'VBoxGuest',
  'VBoxSF',
  'VMTools',
  'vm3dmp',
  'vmhgfs',
  'xenbus',
  'xenvbd',
  'prl_tg',
  'QEMU-GA',
  'viostor',
  'vioscsi',
  'BalloonService',
] as const;

/** The key, under HKLM, that Hyper-V makes in its guests instead. */
export const HYPER_V_GUEST = 'SOFTWARE\\Microsoft\\Virtual Machine\\Guest\\Parameters';
