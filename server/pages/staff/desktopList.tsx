import type { ReactElement } from 'react';
import type { Evidence } from '../../../contract/check.ts';
import { isDeviceEvidence } from '../../../contract/device.ts';
import type { Key, Say } from '../words.ts';
import { evidenceWords } from './evidenceWords.ts';

interface DesktopProps {
  readonly say: Say;
  readonly evidence: readonly Evidence[];
}

/** What the system check noted on the computer, and which devices were connected; nothing where it noted nothing. */
export function DesktopList({ say, evidence }: DesktopProps): ReactElement {
  const isDevice = (fact: Evidence) => isDeviceEvidence(fact);
  return (
    <>
      <Facts
        say={say}
        title="student.settings"
        facts={evidence.filter((fact) => !isDevice(fact))}
      />
      <Facts say={say} title="student.devices" facts={evidence.filter(isDevice)} />
    </>
  );
}

interface FactsProps {
  readonly say: Say;
  readonly title: Key;
  readonly facts: readonly Evidence[];
}

function Facts({ say, title, facts }: FactsProps): ReactElement | null {
  if (facts.length === 0) return null;
  return (
    <>
      <h3>{say(title)}</h3>
      <ul className="noted">
        {facts.map((fact, index) => (
          <li key={index}>
            <bdi>{evidenceWords(fact, say)}</bdi>
          </li>
        ))}
      </ul>
    </>
  );
}
