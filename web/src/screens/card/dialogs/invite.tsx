import { api, got, type Schemas } from "@/api/client.ts";
import { stale } from "@/api/query.ts";
import { channelsOf, firstOf } from "@/fields/reached.ts";
import { SelectField, TextField } from "@/shared/field.tsx";
import { recordsOf } from "@/shared/finding.ts";
import { FormDialog } from "@/shared/form_dialog.tsx";
import { type Choice, Picker } from "@/shared/picker.tsx";
import { say } from "@/shared/toast.tsx";
import { LANGUAGES, OWN_NAMES } from "@/words/language.ts";
import { Restored } from "@/work/restored.tsx";
import { useTyped } from "@/work/use_draft.ts";
import { useCard } from "../card.ts";
import { w } from "../words.ts";

const relations = recordsOf("relation");

/** Lets somebody from outside sign in, and says how far they see. */
export function InviteDialog({ onDone, onClose }: { onDone: () => void; onClose: () => void }) {
  const { record, title, type } = useCard();
  const invited = type === "contact" ? "contacts" : "relations";
  const known = firstOf(channelsOf(record), ["email"])?.value ?? "";
  const spoken = typeof record.language === "string" ? record.language : "";
  const fresh = { email: known, language: spoken, reach: "", part: "", listed: [] as Choice[] };
  // with the address: who has another one since then is not invited at the one before
  const { typed, put, drop, restored } = useTyped(`invite ${record.id} ${known}`, fresh);
  const { email, language, reach, part, listed } = typed;
  const save = async () => {
    const body = {
      email: email.trim(),
      ...(language ? { language } : {}),
      ...(reach ? { reach } : {}),
      ...(part.trim() ? { part: part.trim() } : {}),
      ...(reach === "list" ? { relations: listed.map((each) => each.value) } : {}),
    } as Schemas["InviteOutsider"];
    const told = await got(api.POST(`/v1/${invited}/{id}/invite`, { params: { path: { id: record.id } }, body }));
    drop();
    const words = { sent: "invited", not_sent: "invitedNoMail", not_needed: "invitedAlready" } as const;
    say(w(words[told.invitation as keyof typeof words] ?? "invited", { name: told.name, email: told.email }));
    stale("/v1/relations/");
    onDone();
  };
  const reaches = type === "contact" ? REACHES : REACHES.filter((each) => each !== "company");
  return (
    <FormDialog
      title={w("inviteOf", { title })}
      action={w("invite")}
      disabled={!email.trim()}
      save={save}
      onClose={onClose}
    >
      {(problem) => (
        <>
          {restored && <Restored onDiscard={drop} />}
          <p class="faint">{w("inviteHelp")}</p>
          <TextField
            label={w("emailAddress")}
            type="email"
            value={email}
            onValue={(text) => put({ email: text })}
            required
            problem={problem?.about("email")}
          />
          <SelectField
            label={w("whatTheySee")}
            value={reach}
            onValue={(value) => put({ reach: value })}
            empty={w("reachUsual")}
            options={reaches.map((each) => ({ value: each, label: w(REACH_WORDS[each]) }))}
            problem={problem?.about("reach")}
          />
          {reach === "list" && (
            <Picker
              label={w("whichRelations")}
              chosen={listed}
              onChosen={(chosen) => put({ listed: chosen })}
              find={relations}
              many
              problem={problem?.about("relations")}
            />
          )}
          <div class="columns">
            <TextField
              label={w("partOf")}
              value={part}
              onValue={(text) => put({ part: text })}
              placeholder={w("partExample")}
            />
            <SelectField
              label={w("language")}
              value={language}
              onValue={(value) => put({ language: value })}
              empty={w("languageUsual")}
              options={LANGUAGES.map((each) => ({ value: each, label: OWN_NAMES[each] }))}
            />
          </div>
        </>
      )}
    </FormDialog>
  );
}

const REACHES = ["own", "company", "subsidiaries", "group", "list"] as const;
const REACH_WORDS = {
  own: "reachOwn",
  company: "reachCompany",
  subsidiaries: "reachSubsidiaries",
  group: "reachGroup",
  list: "reachList",
} as const;
