import { useCallback, useRef, useState } from 'react';
import { calculate, LONGEST, sayNumber } from './calculate.ts';
import type { RefObject } from 'react';
import type { Angle } from './calculate.ts';
import type { KeyName } from './keys.ts';

export interface Calculation {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly typed: string;
  readonly result: string;
  readonly failed: boolean;
  readonly angle: Angle;
  readonly setAngle: (angle: Angle) => void;
  readonly type: (typed: string) => void;
  /** Types at the cursor. */
  readonly add: (types: string) => void;
  readonly press: (name: KeyName) => void;
}

/** What is on the calculator's two lines. */
export function useCalculation(language: string): Calculation {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [result, setResult] = useState('');
  const [failed, setFailed] = useState(false);
  const [angle, setAngle] = useState<Angle>('degrees');

  const type = useCallback((next: string) => {
    setTyped(next.slice(0, LONGEST));
    setFailed(false);
  }, []);
  const add = (types: string) => {
    const from = input.current?.selectionStart ?? typed.length;
    const to = input.current?.selectionEnd ?? typed.length;
    type(typed.slice(0, from) + types + typed.slice(to));
    // The cursor follows what was typed, once the new text stands in the field.
    requestAnimationFrame(() =>
      input.current?.setSelectionRange(from + types.length, from + types.length),
    );
  };
  const press = (name: KeyName) => {
    if (name === 'clear') {
      type('');
      setResult('');
    }
    if (name === 'delete') type(typed.slice(0, -1));
    if (name === 'equals' && typed.trim() !== '') {
      const value = calculate(typed, angle);
      setFailed(value === undefined);
      setResult(value === undefined ? '' : sayNumber(value, language));
    }
  };
  return { input, typed, result, failed, angle, setAngle, type, add, press };
}
