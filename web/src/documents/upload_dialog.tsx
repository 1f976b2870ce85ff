import { useEffect, useState } from "preact/hooks";
import type { Schemas } from "@/api/client.ts";
import type { RecordOf } from "@/api/records.ts";
import { may } from "@/api/session.ts";
import { optionLabel } from "@/fields/index.ts";
import { Button } from "@/shared/button.tsx";
import { Dialog } from "@/shared/dialog.tsx";
import { SelectField, TextField } from "@/shared/field.tsx";
import { common } from "@/shared/words.ts";
import { create } from "./actions.ts";
import { type Added, added, sayAdded } from "./added.ts";
import { useArriving } from "./arriving.ts";
import { ArrivingList } from "./arriving_list.tsx";
import { AskFields, type Asking, askOf, NOTHING_ASKED } from "./ask_fields.tsx";
import { DropZone, FileButton } from "./drop_zone.tsx";
import type { Arriving } from "./upload_queue.ts";
import { w } from "./words.ts";
import "./style.css";

type Kind = NonNullable<Schemas["NewDocument"]["kind"]>;
/** Where nothing is chosen, it is as the rules of the organisation have it. */
type Visibility = "" | "shared" | "internal";
const KINDS: Kind[] = [
  "contract",
  "quote",
  "order",
  "invoice",
  "certificate",
  "proof_of_identity",
  "photo",
  "drawing",
  "letter",
  "report",
  "minutes",
  "other",
];

type Props = {
  /** Ids of what they are about. */
  links: string[];
  files?: readonly File[];
  onDone: (made: RecordOf[]) => void;
  onClose: () => void;
};

/** Files with what is to be said of them: what they are, who sees them, and who is asked to do something with them. They
 * are sent while one fills it in. */
export function UploadDialog({ links, files: given, onDone, onClose }: Props) {
  const [kind, setKind] = useState<Kind>("other");
  const [visibility, setVisibility] = useState<Visibility>("");
  const [title, setTitle] = useState("");
  const [asking, setAsking] = useState<Asking>(NOTHING_ASKED);
  const [busy, setBusy] = useState(false);
  const [made] = useState<Added[]>([]);
  const sent = useArriving({});
  useEffect(() => {
    if (given?.length) sent.add(given);
  }, []);
  const ready = sent.files.filter((each) => each.state === "sent" && each.token);
  const waits = sent.files.some((each) => each.state === "waiting" || each.state === "sending");
  const one = sent.files.length === 1;

  const keep = async (each: Arriving): Promise<boolean> => {
    try {
      const body = {
        upload: each.token ?? "",
        kind,
        links,
        ...(one && title.trim() ? { title: title.trim() } : {}),
        ...(visibility ? { visibility } : {}),
        ...(asking.assignees.length ? { ask: askOf(asking) } : {}),
      };
      made.push(added(await create(body, each.once), body.visibility));
      sent.drop(each.key);
      return true;
    } catch (error) {
      sent.fail(each.key, error);
      return false;
    }
  };
  const save = async () => {
    setBusy(true);
    const kept = await Promise.all(ready.map(keep));
    setBusy(false);
    if (!kept.every(Boolean) || sent.files.length > ready.length) return;
    sayAdded(made);
    onDone(made.map(({ record }) => record));
  };
  return (
    <Dialog
      title={w("placeAndAsk")}
      onClose={onClose}
      onSubmit={save}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button kind="primary" type="submit" busy={busy || waits} disabled={ready.length === 0}>
            {common("save")}
          </Button>
        </>
      }
    >
      <DropZone onFiles={sent.add} class="drop-box">
        <p class="faint">{w("dropHere")}</p>
        <FileButton onFiles={sent.add}>{w("chooseFiles")}</FileButton>
      </DropZone>
      <ArrivingList files={sent.files} onAgain={sent.again} onDrop={sent.drop} />
      {one && (
        <TextField label={common("name")} value={title} onValue={setTitle} placeholder={sent.files[0]?.file.name} />
      )}
      <div class="columns">
        <SelectField
          label={w("kind")}
          value={kind}
          onValue={(chosen) => setKind(chosen as Kind)}
          options={KINDS.map((each) => ({ value: each, label: optionLabel("kind", each, "document") }))}
        />
        <SelectField
          label={w("whoSees")}
          value={visibility}
          onValue={(chosen) => setVisibility(chosen as Visibility)}
          empty={w("asUsual")}
          options={[
            { value: "internal", label: w("internalLong") },
            { value: "shared", label: w("sharedLong") },
          ]}
        />
      </div>
      {may("activity.create") && (
        <fieldset class="stack">
          <legend>{w("askSomebody")}</legend>
          <AskFields about={links} asking={asking} onAsking={setAsking} subject={title || sent.files[0]?.file.name} />
        </fieldset>
      )}
    </Dialog>
  );
}
