import {
  Button,
  Input,
  Label,
  RadioButton,
  RadioField,
  RadioGroup,
  TextField,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { decimalMark, LONGEST } from './calculate.ts';
import { keysOf } from './keys.ts';
import { useCalculation } from './useCalculation.ts';
import type { ReactElement } from 'react';
import type { Angle, CalculatorKind } from './calculate.ts';

/** A calculator with keys, a line to type in, and nothing kept of what was calculated. */
export function Calculator({ kind }: { readonly kind: CalculatorKind }): ReactElement {
  const { t, i18n } = useTranslation();
  const { input, ...work } = useCalculation(i18n.language);
  return (
    <div className="calculator">
      <TextField
        className="calculator-line"
        value={work.typed}
        onChange={work.type}
        maxLength={LONGEST}
      >
        <Label className="unseen">{t('calculator.screen')}</Label>
        <Input
          ref={input}
          dir="ltr"
          inputMode="none"
          autoComplete="off"
          spellCheck={false}
          onKeyDown={(event) => {
            if (event.key === 'Enter' || event.key === '=') {
              event.preventDefault();
              work.press('equals');
            }
            if (event.key === 'Escape' && work.typed !== '') {
              event.preventDefault();
              event.stopPropagation();
              work.press('clear');
            }
          }}
        />
      </TextField>
      <output className="calculator-result" aria-live="polite" dir="ltr">
        <span className="unseen">{t('calculator.result')}: </span>
        {work.failed ? (
          <span className="calculator-failed">{t('calculator.error')}</span>
        ) : (
          work.result
        )}
      </output>
      {kind === 'scientific' && (
        <RadioGroup
          className="angles"
          orientation="horizontal"
          aria-label={t('calculator.angle')}
          value={work.angle}
          onChange={(value) => work.setAngle(value as Angle)}
        >
          <RadioField className="angle-field" value="degrees">
            <RadioButton className="angle">{t('calculator.degrees')}</RadioButton>
          </RadioField>
          <RadioField className="angle-field" value="radians">
            <RadioButton className="angle">{t('calculator.radians')}</RadioButton>
          </RadioField>
        </RadioGroup>
      )}
      <div className="calculator-keys" role="group" aria-label={t('calculator.keys')} dir="ltr">
        {keysOf(kind).map(({ sign, types, name, look = 'digit' }) => (
          <Button
            key={sign}
            className={`key key-${look}`}
            {...(name === undefined
              ? {}
              : {
                  // Who speaks to the computer says what the key shows.
                  'aria-label':
                    look === 'function'
                      ? `${sign}, ${t(`calculator.${name}`)}`
                      : t(`calculator.${name}`),
                })}
            onPress={() => (types === undefined ? work.press(name ?? 'clear') : work.add(types))}
          >
            {name === 'point' ? decimalMark(i18n.language) : sign}
          </Button>
        ))}
      </div>
      <p className="quiet">{t('calculator.hint')}</p>
    </div>
  );
}
