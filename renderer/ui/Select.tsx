import {
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
} from 'react-aria-components';
import { Check, ChevronDown } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';

interface SelectProps {
  readonly label: string;
  readonly icon?: ReactNode;
  readonly options: readonly { readonly id: string; readonly words: string }[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

/** One of a few. */
export function Select({ label, icon, options, chosen, onChoose }: SelectProps): ReactElement {
  return (
    <AriaSelect
      className="select"
      value={chosen}
      onChange={(key) => {
        if (key !== null) onChoose(String(key));
      }}
    >
      <Label className="unseen">{label}</Label>
      <Button className="button button-quiet select-button">
        {icon}
        <SelectValue className="select-value" />
        <ChevronDown className="select-arrow" aria-hidden />
      </Button>
      <Popover className="popover">
        <ListBox className="options">
          {options.map(({ id, words }) => (
            <ListBoxItem key={id} id={id} textValue={words} className="option">
              <span lang={id}>{words}</span>
              <Check className="option-mark" aria-hidden />
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
