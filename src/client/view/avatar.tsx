/** An author's picture. The server's page draws the same. */

import { faceOf } from "../../presentation/face.ts";

export function Avatar({ id }: { readonly id: string }) {
  const { hue, path } = faceOf(id);
  return (
    <svg class="avatar" data-hue={hue} viewBox="-1.5 -1.5 8 8" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
