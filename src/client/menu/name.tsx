/** Who one is in this room. */

import { Rename, type RenameProps } from "./rename.tsx";

export interface NameProps extends Omit<RenameProps, "name"> {
  /** Null as long as one has none. */
  readonly name: string | null;
  /** Leads to where one says who one is. */
  readonly onChoose: () => void;
}

/** The part of the menu that is about oneself. */
export function Name({ name, onChoose, ...rename }: NameProps) {
  const { texts } = rename;
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
