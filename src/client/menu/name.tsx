/** Who one is in this room. */

import { useEffect, useState } from "preact/hooks";
import { Rename, type RenameProps } from "./rename.tsx";

export interface NameProps extends Omit<RenameProps, "name"> {
  /** As the menu is opened; null as long as one has none. */
  readonly name: string | null;
  /** Calls with each name that one gets, be it in another tab, until what it gives is called. */
  readonly follow: (named: (name: string) => void) => () => void;
  /** Leads to where one says who one is. */
  readonly onChoose: () => void;
}

/** The part of the menu that is about oneself. */
export function Name({ name: first, follow, onChoose, ...rename }: NameProps) {
  const { texts } = rename;
  const [name, setName] = useState(first);
  useEffect(() => follow(setName), [follow]);
  return (
    <section class="name" aria-labelledby="your-name">
      <h3 id="your-name">{texts.yourName}</h3>
      <p id="your-name-hint">{name === null ? texts.nameless : texts.yourNameHint}</p>
      {name === null ? (
        <button type="button" class="button" onClick={onChoose}>
          {texts.chooseName}
        </button>
      ) : (
        <Rename name={name} {...rename} />
      )}
    </section>
  );
}
