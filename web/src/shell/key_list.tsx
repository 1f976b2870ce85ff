import { Dialog } from "@/shared/dialog.tsx";
import { keysTold, type Told } from "./keys_told.ts";
import { shown } from "./opened.ts";
import { shell } from "./words.ts";

/** Which keys do what. */
export default function KeyList() {
  return (
    <Dialog title={shell("keys")} onClose={shown.close}>
      {keysTold().map(({ title, told }) => (
        <Keys key={title} title={title} told={told} />
      ))}
    </Dialog>
  );
}

function Keys({ title, told }: { title: string; told: Told[] }) {
  return (
    <section class="stack">
      <h3>{title}</h3>
      <table>
        <tbody>
          {told.map(([keys, does]) => (
            <tr key={keys.join()}>
              <th scope="row">{does}</th>
              <td>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
